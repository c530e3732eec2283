package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StepResults;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.engine.Pull;
import dev.cohort.orchestrator.run.StepTotal;
import dev.cohort.orchestrator.view.ResultsText;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Copies results to where the user wants them, and tells how far it is. */
final class ResultsPull {
    private static final long GLANCE_MS = 200;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Console console;
    private final Store store;
    private final StepResults results;
    private final Path folder;
    private long shownAt = System.nanoTime();

    ResultsPull(Console console, Store store, StepResults results, String folder) {
        this.console = console;
        this.store = store;
        this.results = results;
        this.folder = console.path(folder);
    }

    /** The exit code. */
    int pull(List<StoredStep> steps) throws InterruptedException {
        List<StepTotal> totals =
                steps.stream().map(step -> results.each(step, task -> {})).toList();
        long files = totals.stream().mapToLong(StepTotal::files).sum();
        long bytes = totals.stream().mapToLong(StepTotal::bytes).sum();
        try (Pull pull = new Pull(store, results, folder)) {
            for (StoredStep step : steps) {
                results.each(step, task -> {
                    pull.add(step.name(), task);
                    show(pull, files, bytes);
                });
            }
            while (!pull.isDone(GLANCE_MS)) {
                show(pull, files, bytes);
            }
            return tell(pull, totals);
        } catch (IOException e) {
            return unusable(e);
        }
    }

    private int unusable(IOException fault) {
        String why = fault instanceof FileAlreadyExistsException ? "it is no directory" : FileFaults.why(folder, fault);
        console.tell(List.of(Problem.error("nothing can be pulled into " + Visible.text(folder.toString()) + ": " + why)
                .hint("give --pull a directory that can be written")));
        return ExitCode.ENVIRONMENT;
    }

    /** Only for somebody who looks on. */
    private void show(Pull pull, long files, long bytes) {
        if (console.terminal() && System.nanoTime() - shownAt > TimeUnit.MILLISECONDS.toNanos(GLANCE_MS)) {
            shownAt = System.nanoTime();
            console.err()
                    .print(CLEAR_LINE + ResultsText.progress(pull.copied() + pull.same(), files, pull.bytes(), bytes));
            console.err().flush();
        }
    }

    private int tell(Pull pull, List<StepTotal> totals) {
        console.err().print(console.terminal() ? CLEAR_LINE : "");
        List<Problem> faults = new ArrayList<>();
        pull.faults().forEach(fault -> faults.add(Problem.error(fault)));
        if (pull.faulty() > faults.size()) {
            faults.add(Problem.error("and " + (pull.faulty() - faults.size()) + " more like these"));
        }
        console.tell(faults);
        console.print(List.of(ResultsText.pulled(pull.copied(), pull.bytes(), pull.same(), folder.toString())));
        totals.forEach(total -> console.print(ResultsText.lacking(total)));
        return faults.isEmpty() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
}
