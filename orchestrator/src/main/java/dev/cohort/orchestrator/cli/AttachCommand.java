package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.local.LeftBehind;
import dev.cohort.orchestrator.run.Presence;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.view.SummaryText;
import java.io.IOException;
import java.util.List;
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
        return run.with(console, this::attach);
    }

    private int attach(RunArgument.Meant meant) throws InterruptedException {
        Presence presence = meant.presence();
        if (meant.progress().hasEnded()) {
            clearUp(meant, presence);
            return summary(meant);
        }
        boolean mayGoOn = presence == Presence.GONE || presence == Presence.ELSEWHERE && options.takeOver();
        return mayGoOn
                ? new CarriedRun(console, meant, options.takeOver()).goOn(options)
                : new Watching(console, meant).watch();
    }

    /** Its process may have been killed between the end and the clearing up. */
    private void clearUp(RunArgument.Meant meant, Presence presence) throws InterruptedException {
        if (presence == Presence.GONE) {
            LeftBehind.on(meant.store()).end(meant.run()).forEach(left -> console.tell(List.of(Problem.warning(left))));
        }
    }

    private int summary(RunArgument.Meant meant) {
        RunProgress progress = meant.progress();
        console.print(List.of("The run " + meant.run() + " has ended already."));
        console.print(new SummaryText(console.paint(), meant.store().location().toString())
                .lines(progress, meant.elapsed(console)));
        return LocalWork.exitCode(progress.state());
    }
}
