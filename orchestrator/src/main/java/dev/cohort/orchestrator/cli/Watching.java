package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at a run that another process owns; it reads, and changes nothing. */
final class Watching {
    private static final long GLANCE_MS = 200;

    /** So many glances, ten minutes, an owner is believed in that says nothing: it may be a laptop that was switched off. */
    private static final int MOST_SILENT = 3_000;

    /** Only whoever is a job of a queue itself has this. */
    private static final String IN_A_JOB = "AWS_BATCH_JOB_ID";

    private final Console console;
    private final RunArgument.Meant meant;
    private final Follower follower;
    private final RunView view;
    private final int mostSilent;
    private final CountDownLatch left = new CountDownLatch(1);
    private boolean silenceTold;

    Watching(Console console, RunArgument.Meant meant) {
        this(console, meant, MOST_SILENT);
    }

    Watching(Console console, RunArgument.Meant meant, int mostSilent) {
        this.mostSilent = mostSilent;
        this.console = console;
        this.meant = meant;
        this.follower = new Follower(new Journal(meant.store(), meant.run()));
        this.view = meant.view(console);
    }

    /**
     * Until the run has ended, its owner is gone, or the user has seen enough; the exit code. Empty where the run is on a queue, and
     * nobody looks after it any more.
     */
    OptionalInt watch() throws InterruptedException {
        console.print(
                List.of("The run " + meant.run() + " goes on in " + meant.ownerShown() + "; Ctrl-C leaves it alone."));
        follower.listen(view::on);
        Interrupts interrupts = Interrupts.handle(times -> left.countDown());
        try {
            return follow();
        } finally {
            interrupts.close();
        }
    }

    private OptionalInt follow() throws InterruptedException {
        int silent = 0;
        do {
            boolean gone = isOwnerGone() || isGivenUp(silent);
            boolean news = follower.readOn();
            silent = news ? 0 : silent + 1;
            RunProgress progress = follower.progress();
            if (progress.hasEnded()) {
                return OptionalInt.of(summary(progress));
            }
            if (gone && !news) {
                return progress.isOnQueue() ? OptionalInt.empty() : OptionalInt.of(cutOff());
            }
            if (silent > mostSilent) {
                tellSilence(progress);
            }
            view.glance(progress);
        } while (!left.await(GLANCE_MS, TimeUnit.MILLISECONDS));
        console.print(List.of(
                "",
                "The run " + meant.run() + " goes on without being watched; "
                        + "`" + Typed.command(console, meant.store(), "attach", meant.run()) + "` shows it again, `"
                        + Typed.command(console, meant.store(), "cancel", meant.run()) + "` ends it."));
        return OptionalInt.of(ExitCode.INTERRUPTED);
    }

    private boolean isOwnerGone() {
        return ThisMachine.presence(follower.progress()) == Presence.GONE;
    }

    /** An owner that lives after all is not harmed: it only looks from then on. */
    private boolean isGivenUp(int silent) {
        return silent > mostSilent
                && follower.progress().isOnQueue()
                && console.environment().containsKey(IN_A_JOB);
    }

    /** Who looks does not come to own unasked: an owner whose tasks take long has nothing to say, either. */
    private void tellSilence(RunProgress progress) {
        if (!silenceTold && progress.isOnQueue() && ThisMachine.presence(progress) == Presence.ELSEWHERE) {
            silenceTold = true;
            view.say(List.of("Nothing was heard for a while of "
                    + meant.with(progress).ownerShown()
                    + ", which looks after this run. Its jobs go on; if that process is gone, leave this by Ctrl-C and type `"
                    + Typed.command(console, meant.store(), "attach", meant.run()) + "` to go on in its place."));
        }
    }

    private int cutOff() {
        console.tell(List.of(Problem.error(
                        "the run " + meant.run() + " was cut off: " + meant.ownerShown() + " is gone")
                .hint("`" + Typed.command(console, meant.store(), "attach", meant.run()) + "` goes on with it")));
        return ExitCode.ENVIRONMENT;
    }

    private int summary(RunProgress progress) {
        return new Ending(console, meant.store()).summary(progress, view.elapsed());
    }
}
