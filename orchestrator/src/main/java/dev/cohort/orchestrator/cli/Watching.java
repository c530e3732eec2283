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

    private final Console console;
    private final RunArgument.Meant meant;
    private final Follower follower;
    private final RunView view;
    private final CountDownLatch left = new CountDownLatch(1);

    Watching(Console console, RunArgument.Meant meant) {
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
        do {
            boolean gone = isOwnerGone();
            boolean news = follower.readOn();
            RunProgress progress = follower.progress();
            if (progress.hasEnded()) {
                return OptionalInt.of(summary(progress));
            }
            if (gone && !news) {
                return progress.isOnQueue() ? OptionalInt.empty() : OptionalInt.of(cutOff());
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
