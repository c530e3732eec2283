package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.view.GraphPicture;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws the graph of a pipeline. */
@Command(
        name = "graph",
        description = "Draws the steps of a pipeline and what waits for what.",
        footer = {"", "Example:", "  cohort graph fusion --format svg > fusion.svg"})
final class GraphCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "PIPELINE", description = "A pipeline file, or the name of a shipped pipeline.")
    private String pipeline = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "svg, mermaid, dot or text (the default).")
    private GraphPicture format = GraphPicture.TEXT;

    GraphCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems();
        Optional<Loaded> loaded = Loaded.from(pipeline, Optional.empty(), console, problems);
        console.tell(problems.inOrder());
        loaded.ifPresent(found -> console.print(format.draw(found.graph())));
        return loaded.isPresent() ? ExitCode.OK : ExitCode.WRONG_INPUT;
    }
}
