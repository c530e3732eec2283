package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.view.SummaryText;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a run, from wherever its store can be reached. */
@Command(
        name = "cancel",
        description = "Ends a run: nothing more of it is started, and what runs is ended. What is done stays done.",
        footer = {"", "Example:", "  cohort cancel k3x9"})
final class CancelCommand implements Callable<Integer> {
    private static final long GLANCE_MS = 100;

    /** An owner that can't be seen may be gone, and would never answer. */
    private static final long PATIENCE_MS = 30_000;

    private final Console console;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(
            names = "--take-over",
            description =
                    "End it in the place of its process, which can't be seen from here, as it was on another machine;"
                            + " only when that is known to have ended. Jobs of it"
                            + " that AWS Batch does not know count as lost.")
    private boolean takeOver;

    CancelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return run.toWrite(console, this::cancel);
    }

    private int cancel(RunArgument.Meant meant) throws InterruptedException {
        if (meant.progress().hasEnded()) {
            return hasEnded(meant);
        }
        int exitCode = cancelled(meant);
        if (meant.progress().isOnQueue()) {
            new QueueConductor(console, meant).end();
        }
        return exitCode;
    }

    private int cancelled(RunArgument.Meant meant) throws InterruptedException {
        if (meant.progress().isOnQueue() && meant.presence() != Presence.ALIVE) {
            return new QueueRun(console, meant, takeOver).cancel(by());
        }
        return isAbandoned(meant) ? inItsPlace(meant) : ask(meant);
    }

    private int hasEnded(RunArgument.Meant meant) {
        console.print(List.of("The run " + meant.run() + " has ended already ("
                + meant.progress().state().word() + "): there is nothing to cancel."));
        return ExitCode.OK;
    }

    private boolean isAbandoned(RunArgument.Meant meant) {
        Presence presence = meant.presence();
        return presence == Presence.GONE || presence == Presence.ELSEWHERE && takeOver;
    }

    private String by() {
        return System.getProperty("user.name", "somebody") + " on "
                + console.me().host();
    }

    private int inItsPlace(RunArgument.Meant meant) throws InterruptedException {
        return new CarriedRun(console, meant, takeOver).cancel(by());
    }

    private int ask(RunArgument.Meant meant) throws InterruptedException {
        Follower follower = new Follower(new Journal(meant.store(), meant.run()));
        if (!follower.say(new RunEvent.CancelAsked(by(), console.clock().instant()))) {
            return hasEnded(meant.with(follower.progress()));
        }
        console.print(List.of(
                "The run " + meant.run() + " is asked to stop; " + meant.ownerShown() + " ends what it has running."));
        return await(meant, follower);
    }

    private int await(RunArgument.Meant meant, Follower follower) throws InterruptedException {
        boolean seen = meant.presence() == Presence.ALIVE;
        for (long waited = 0; seen || waited < PATIENCE_MS; waited += GLANCE_MS) {
            boolean abandoned = isAbandoned(meant);
            follower.readOn();
            RunArgument.Meant now = meant.with(follower.progress());
            if (now.progress().hasEnded()) {
                console.print(new SummaryText(
                                console.paint(), meant.store().location().toString())
                        .lines(now.progress(), now.elapsed(console), false));
                return ExitCode.OK;
            }
            if (abandoned) {
                return now.progress().isOnQueue() ? new QueueRun(console, now, takeOver).cancel(by()) : inItsPlace(now);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
        }
        console.print(List.of("It has not answered yet; `"
                + Typed.command(console, meant.store(), "status", meant.run()) + "` tells when it has ended."));
        return ExitCode.OK;
    }
}
