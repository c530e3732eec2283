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
        RunProgress now = seen(holder.run());
        Presence presence = now.isOnQueue() ? ThisMachine.presence(now) : ThisMachine.presence(holder.owner());
        boolean abandoned = presence == Presence.GONE || presence == Presence.ELSEWHERE && takeOver;
        boolean free = now.hasEnded() || (now.isOnQueue() ? isOver(holder.run(), now, presence, abandoned) : abandoned);
        if (!free) {
            console.tell(List.of(new ClaimRefusal(console, store, name).of(holder, presence, now)));
        }
        return free;
    }

    /**
     * Jobs on a queue need nobody: only when they are done, and nobody may be about to submit more, is such a run over. One of which nobody
     * can find out whether they are is over when a user says so.
     */
    private boolean isOver(RunId run, RunProgress now, Presence presence, boolean abandoned) {
        if (presence == Presence.ALIVE) {
            return false;
        }
        return now.isAllDone() ? abandoned || now.isAllSubmitted() : takeOver && !ClaimRefusal.canBeEnded(store, run);
    }

    /** Of a run on a queue as it is there at this moment. */
    private RunProgress seen(RunId run) {
        RunProgress progress = progress(run);
        return progress.isOnQueue()
                ? new QueueLook(console).now(new RunArgument.Meant(store, run, progress))
                : progress;
    }

    private RunProgress progress(RunId run) {
        return Follower.replay(new Journal(store, run));
    }

    /** So that nobody waits for a run that nobody works on; what it has done stays done. */
    private void settle(RunId cutOff) throws InterruptedException {
        RunProgress progress = seen(cutOff);
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
                        new RunEvent.Ended(end, whyEnded(progress), now)));
        console.print(List.of(
                progress.isOnQueue()
                        ? "The jobs of the run " + cutOff
                                + " had ended, and nobody was there to see it; this run goes on from"
                                + " what it has done."
                        : "The run " + cutOff + " was cut off when its process ended; what it had running is ended,"
                                + " and this run goes on from what it has done."));
    }

    private static RunState end(RunProgress progress) {
        if (progress.round() > 0 && progress.all().allWell()) {
            return RunState.SUCCEEDED;
        }
        return progress.isOnQueue() && progress.all().isDone() && progress.cancel() == null
                ? RunState.FAILED
                : RunState.CANCELLED;
    }

    private static String whyEnded(RunProgress progress) {
        return progress.isOnQueue()
                ? "Its jobs had ended, and another run took its place."
                : "Its process was gone, and another run took its place.";
    }

    private void tellLeft(List<String> left) {
        left.forEach(sentence -> console.tell(List.of(Problem.warning(sentence))));
    }
}
