package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.view.StatusText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how one run stands. */
@Command(
        name = "status",
        description = "Tells how a run stands: its steps, what failed, and whether anybody works on it.",
        footer = {"", "Example:", "  cohort status latest --json"})
final class StatusCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return run.with(console, this::tell);
    }

    private int tell(RunArgument.Meant stored) {
        QueueLook look = new QueueLook(console);
        RunArgument.Meant meant = stored.progress().isOnQueue() ? stored.with(look.now(stored)) : stored;
        StatusText status = new StatusText(meant.run(), meant.progress(), meant.presence(), look.beside(stored));
        if (json) {
            console.print(status.json());
        } else {
            console.print(status.lines(
                    Typed.command(console, meant.store(), "attach", meant.run()),
                    Typed.command(console, meant.store(), "logs", meant.run())));
        }
        return ExitCode.OK;
    }
}
