package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StepResults;
import dev.cohort.orchestrator.catalog.StepResults.TaskResults;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.TaskNames;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.run.StepTotal;
import dev.cohort.orchestrator.view.ResultsJson;
import dev.cohort.orchestrator.view.ResultsText;
import dev.cohort.store.Key;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where the results of a run lie, and copies them. */
@Command(
        name = "results",
        description = "Shows where the results of a run lie, as far as they are whole and current: those of "
                + "the steps that no other step reads, or of STEP.",
        footer = {
            "",
            "Examples:",
            "  cohort results latest",
            "  cohort results latest kallisto --pull ./kallisto-results",
        })
final class ResultsCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "RUN", description = "A run: its id, any part of it, or latest.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "STEP", arity = "0..1", description = "A step of its pipeline.")
    private @Nullable String step;

    @Mixin
    private StoreOptions storeOptions = new StoreOptions();

    @Option(
            names = "--pull",
            paramLabel = "DIR",
            description = "Copy the files to DIR/<step>/<sample>/<file>, each checked by its checksum.")
    private @Nullable String pull;

    @Option(names = "--json", description = "Print it as JSON; of STEP, a line for each task.")
    private boolean json;

    ResultsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        storeOptions.requireSense(command.commandLine());
        return new RunReading(console, storeOptions).read(run, this::show);
    }

    private int show(Store store, StoredRun found) throws IOException, InterruptedException {
        StepResults results = new StepResults(store, found);
        if (step == null) {
            List<StoredStep> leaves =
                    found.steps().stream().filter(StoredStep::leaf).toList();
            return pull == null
                    ? showTotals(found, results, leaves)
                    : new ResultsPull(console, store, results, pull).pull(leaves);
        }
        Problems problems = new Problems();
        Optional<StoredStep> known = new TaskNames(found).step(step, problems);
        if (known.isEmpty()) {
            console.tell(problems.inOrder());
            return ExitCode.USAGE;
        }
        return pull == null
                ? showFiles(store, results, known.get())
                : new ResultsPull(console, store, results, pull).pull(List.of(known.get()));
    }

    private int showTotals(StoredRun found, StepResults results, List<StoredStep> leaves) {
        List<StepTotal> totals =
                leaves.stream().map(leaf -> results.each(leaf, task -> {})).toList();
        if (json) {
            console.print(ResultsJson.of(found.id().text(), found.name(), totals));
            return ExitCode.OK;
        }
        List<String> others =
                new ArrayList<>(found.steps().stream().map(StoredStep::name).toList());
        leaves.forEach(leaf -> others.remove(leaf.name()));
        console.print(ResultsText.table(totals, found.id().text(), others));
        return ExitCode.OK;
    }

    /** Line by line, whatever their number. */
    private int showFiles(Store store, StepResults results, StoredStep known) {
        StepTotal total = results.each(known, task -> {
            if (json) {
                console.out()
                        .println(ResultsJson.task(known.name(), task.sample(), location(store, task), task.files()));
            } else {
                task.files()
                        .forEach(file -> console.out()
                                .println(ResultsText.file(file.size(), location(store, task) + "/" + file.path())));
            }
        });
        if (!json) {
            console.print(ResultsText.total(total));
        }
        return ExitCode.OK;
    }

    private static String location(Store store, TaskResults task) {
        String folder = task.folder().text();
        return store.locationOf(Key.of(folder.substring(0, folder.length() - 1)))
                .toString();
    }
}
