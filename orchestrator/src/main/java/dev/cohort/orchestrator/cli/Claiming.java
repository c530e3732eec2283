package dev.cohort.orchestrator.cli;

import dev.cohort.contract.RunId;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.LeftBehind;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.journal.Claims;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.run.Owner;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gets the right to write the results of a name, in the place of whoever had it and is gone. */
final class Claiming {
    private final Console console;
    private final Store store;
    private final String name;
    private final Owner me;
    private final boolean takeOver;
    private final Claims claims;

    Claiming(Console console, Store store, String name, Owner me, boolean takeOver) {
        this.console = console;
        this.store = store;
        this.name = name;
        this.me = me;
        this.takeOver = takeOver;
        this.claims = new Claims(store, name);
    }

    /** What this run has from before, or else a new one, as {@link #take}: nobody gets it while its jobs go on. */
    Optional<Claim> keep(RunId run) throws InterruptedException {
        Optional<Claim> mine =
                claims.last().filter(last -> last.held() && last.run().equals(run));
        return mine.isPresent() ? mine : take(run);
    }

    /** Takes it for this run; empty where another has it, which is told. */
    Optional<Claim> take(RunId run) throws InterruptedException {
        while (true) {
            Optional<Claim> last = claims.last();
            Optional<Claim> holder = last.filter(Claim::held);
            if (holder.isPresent() && !isFree(holder.get())) {
                return Optional.empty();
            }
            Optional<Claim> mine = claims.take(last, run, me, console.clock().instant());
            if (mine.isPresent()) {
                if (holder.isPresent() && !holder.get().run().equals(run)) {
                    settle(holder.get().run());
                }
                return mine;
            }
        }
    }

    /** What did not come to its end, as its store broke, keeps the claim: so the next run finds it, and tidies up behind it. */
    void release(Claim mine) {
        RunProgress progress = progress(mine.run());
        if (progress.started() == null || progress.hasEnded()) {
            claims.release(mine, console.clock().instant());
        }
    }

    private boolean isFree(Claim holder) {
        QueueLook look = new QueueLook(console);
        RunProgress now = seen(holder.run(), look);
        Presence presence = now.isOnQueue() ? ThisMachine.presence(now) : ThisMachine.presence(holder.owner());
        boolean abandoned = presence == Presence.GONE || presence == Presence.ELSEWHERE && takeOver;
        boolean free =
                now.hasEnded() || (now.isOnQueue() ? isOver(holder.run(), now, presence, look.unknown()) : abandoned);
        if (!free) {
            console.tell(List.of(new ClaimRefusal(console, store, name).of(holder, presence, now, look.unknown())));
        }
        return free;
    }

    /**
     * Jobs on a queue need nobody: only when they are done, and nobody may be about to submit more, is such a run over. One of which nobody
     * can find out whether they are is over when a user says so, and so is one whose jobs are known no more.
     */
    private boolean isOver(RunId run, RunProgress now, Presence presence, int unknown) {
        if (presence == Presence.ALIVE) {
            return false;
        }
        if (now.isAllDone()) {
            return presence == Presence.GONE || takeOver || now.isAllSubmitted();
        }
        return takeOver && (isLost(now, unknown) || !ClaimRefusal.canBeEnded(store, run));
    }

    /** Whether all that is not done of it is not known any more. */
    private static boolean isLost(RunProgress now, int unknown) {
        return unknown > 0
                && now.submits().open().isEmpty()
                && now.submits().ids().keySet().stream()
                                .filter(job -> !now.job(job).isDone())
                                .count()
                        == unknown;
    }

    /** Of a run on a queue as it is there at this moment. */
    private RunProgress seen(RunId run, QueueLook look) {
        RunProgress progress = progress(run);
        return progress.isOnQueue() ? look.now(new RunArgument.Meant(store, run, progress)) : progress;
    }

    private RunProgress progress(RunId run) {
        return Follower.replay(new Journal(store, run));
    }

    /** So that nobody waits for a run that nobody works on; what it has done stays done. */
    private void settle(RunId cutOff) throws InterruptedException {
        QueueLook look = new QueueLook(console);
        RunProgress progress = seen(cutOff, look);
        if (progress.started() == null || progress.hasEnded()) {
            return;
        }
        if (!progress.isOnQueue()) {
            tellLeft(LeftBehind.on(store).end(cutOff));
        }
        Instant now = console.clock().instant();
        RunState end = end(progress);
        new RunJournal(new Journal(store, cutOff), me, console.passingTime())
                .insist(List.of(
                        progress.isOnQueue() ? new RunEvent.Attached(me, now) : new RunEvent.TakenOver(me, now),
                        new RunEvent.Ended(end, whyEnded(progress, look.unknown()), now)));
        console.print(List.of(
                whatBecame(cutOff, progress, look.unknown()) + ", and this run goes on from what it has done."));
    }

    private static String whatBecame(RunId cutOff, RunProgress progress, int unknown) {
        if (!progress.isOnQueue()) {
            return "The run " + cutOff + " was cut off when its process ended; what it had running is ended";
        }
        return "The jobs of the run " + cutOff
                + (unknown > 0 ? " are not known to AWS Batch any more" : " had ended, and nobody was there to see it");
    }

    private static RunState end(RunProgress progress) {
        if (progress.round() > 0 && progress.all().allWell()) {
            return RunState.SUCCEEDED;
        }
        return progress.isOnQueue() && progress.all().isDone() && progress.cancel() == null
                ? RunState.FAILED
                : RunState.CANCELLED;
    }

    private static String whyEnded(RunProgress progress, int unknown) {
        if (unknown > 0) {
            return "AWS Batch did not know its jobs any more, and another run took its place.";
        }
        return progress.isOnQueue()
                ? "Its jobs had ended, and another run took its place."
                : "Its process was gone, and another run took its place.";
    }

    private void tellLeft(List<String> left) {
        left.forEach(sentence -> console.tell(List.of(Problem.warning(sentence))));
    }
}
