package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.LeftBehind;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a run as it goes, and goes on with one whose process is gone. */
@Command(
        name = "attach",
        description = "Shows a run as it goes; one whose process is gone is carried on, to its end.",
        footer = {"", "Example:", "  cohort attach latest --store /data/cohort"})
final class AttachCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument run = new RunArgument();

    @Mixin
    private LocalOptions options = new LocalOptions();

    AttachCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return run.toWrite(console, this::attach);
    }

    private int attach(RunArgument.Meant meant) throws InterruptedException {
        Presence presence = meant.presence();
        if (meant.progress().hasEnded()) {
            clearUp(meant, presence);
            return summary(meant);
        }
        if (meant.progress().isOnQueue()) {
            return onQueue(meant, presence);
        }
        boolean mayGoOn = presence == Presence.GONE || presence == Presence.ELSEWHERE && options.takeOver();
        return mayGoOn
                ? new CarriedRun(console, meant, options.takeOver()).goOn(options)
                : new Watching(console, meant).watch().orElse(ExitCode.ENVIRONMENT);
    }

    /** Whoever can be seen to look after it already is not disturbed. */
    private int onQueue(RunArgument.Meant meant, Presence presence) throws InterruptedException {
        if (presence == Presence.ALIVE) {
            OptionalInt exit = new Watching(console, meant).watch();
            if (exit.isPresent()) {
                return exit.getAsInt();
            }
        }
        return new QueueRun(console, meant, options.takeOver()).goOn(options.stopOnFailure(false));
    }

    /** Its process may have been killed between the end and the clearing up. */
    private void clearUp(RunArgument.Meant meant, Presence presence) throws InterruptedException {
        if (presence == Presence.GONE && !meant.progress().isOnQueue()) {
            LeftBehind.on(meant.store()).end(meant.run()).forEach(left -> console.tell(List.of(Problem.warning(left))));
        }
    }

    private int summary(RunArgument.Meant meant) {
        RunProgress progress = meant.progress();
        console.print(List.of("The run " + meant.run() + " has ended already."));
        return new Ending(console, meant.store()).summary(progress, meant.elapsed(console));
    }
}
