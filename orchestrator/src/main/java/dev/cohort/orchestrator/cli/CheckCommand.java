package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.view.ProblemsJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells all mistakes of pipeline files. */
@Command(
        name = "check",
        description = "Tells all mistakes of pipeline files, with their place and a way out.",
        footer = {"", "Example:", "  cohort check pipelines/fusion.yaml"})
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "PIPELINE",
            arity = "1..*",
            description = "Pipeline files, or names of shipped pipelines; - reads standard input.")
    private List<String> files = List.of();

    @Option(names = "--json", description = "Print the problems as JSON.")
    private boolean json;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Problem> all = new ArrayList<>();
        for (String file : files) {
            Problems problems = new Problems();
            Loaded.from(file, Optional.empty(), console, problems);
            all.addAll(problems.inOrder());
            if (!json) {
                report(file, problems);
            }
        }
        if (json) {
            console.print(ProblemsJson.of(all));
        }
        return all.stream().anyMatch(Problem::isError) ? ExitCode.WRONG_INPUT : ExitCode.OK;
    }

    private void report(String file, Problems problems) {
        console.tell(problems.inOrder());
        console.err().print(problems.isEmpty() ? "" : "\n");
        (problems.hasErrors() ? console.err() : console.out()).println(file + ": " + Counts.of(problems));
    }
}
