package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.ThisMachine;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.view.SummaryText;
import java.util.List;
import java.util.Objects;
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

    /** Until the run has ended, its owner is gone, or the user has seen enough; the exit code. */
    int watch() throws InterruptedException {
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

    private int follow() throws InterruptedException {
        do {
            boolean gone = isOwnerGone();
            boolean news = follower.readOn();
            RunProgress progress = follower.progress();
            if (progress.hasEnded()) {
                return summary(progress);
            }
            if (gone && !news) {
                return cutOff();
            }
            view.glance(progress);
        } while (!left.await(GLANCE_MS, TimeUnit.MILLISECONDS));
        console.print(List.of(
                "",
                "The run " + meant.run() + " goes on without being watched; "
                        + "`" + Typed.command(console, meant.store(), "attach", meant.run()) + "` shows it again, `"
                        + Typed.command(console, meant.store(), "cancel", meant.run()) + "` ends it."));
        return ExitCode.INTERRUPTED;
    }

    private boolean isOwnerGone() {
        RunProgress progress = follower.progress();
        return progress.owner() != null
                && ThisMachine.presence(Objects.requireNonNull(progress.owner())) == Presence.GONE;
    }

    private int cutOff() {
        console.tell(List.of(Problem.error(
                        "the run " + meant.run() + " was cut off: " + meant.ownerShown() + " is gone")
                .hint("`" + Typed.command(console, meant.store(), "attach", meant.run()) + "` goes on with it")));
        return ExitCode.ENVIRONMENT;
    }

    private int summary(RunProgress progress) {
        console.print(
                new SummaryText(console.paint(), meant.store().location().toString()).lines(progress, view.elapsed()));
        return LocalWork.exitCode(progress.state());
    }
}
