package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.TaskTraces;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.view.TaskWords;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The logs of a step's failed tasks, one after another as they are found, so that their number and size do not matter. */
final class FailedLogs {
    private static final int NAMED = 5;

    private final Console console;
    private final Store store;
    private final StoredRun run;
    private final StoredStep step;
    private final TaskTraces traces;

    FailedLogs(Console console, Store store, StoredRun run, StoredStep step) {
        this.console = console;
        this.store = store;
        this.run = run;
        this.step = step;
        this.traces = new TaskTraces(store, run);
    }

    int show() throws IOException {
        LogOutput output = new LogOutput(console);
        int shown = 0;
        try (Stream<Outcome> failures = traces.failures(step.name())) {
            boolean heard = true;
            for (Iterator<Outcome> each = failures.iterator(); heard && each.hasNext(); shown++) {
                heard = show(each.next(), output);
            }
        }
        if (shown == 0) {
            console.note("no task of " + step.name() + " failed in the run " + run.id());
        }
        return ExitCode.OK;
    }

    private boolean show(Outcome outcome, LogOutput output) throws IOException {
        output.header("==> " + TaskWords.name(outcome.step(), outcome.sample()) + ", attempt " + outcome.attempt()
                + ": " + TaskWords.failure(outcome) + " <==");
        Key log = Key.of(run.layout().log(run.id(), outcome.step(), outcome.sample(), outcome.attempt()));
        if (store.head(log).isEmpty()) {
            return !console.out().checkError();
        }
        try (Opened opened = store.get(log)) {
            return output.copy(opened.body());
        }
    }

    /** Says what there is to choose from. */
    int askWhich() {
        List<Outcome> failures = first();
        String sample = failures.isEmpty()
                ? firstSample()
                : String.valueOf(failures.get(0).sample());
        String more = failures.isEmpty() ? "" : "; or --failed for those that failed (" + named(failures) + ")";
        return RunReading.refuse(
                console,
                Problem.error("the step `" + step.name() + "` has a log for each of "
                                + (run.samples() == 1 ? "1 sample" : run.samples() + " samples"))
                        .hint("say which, as in `cohort logs " + run.id() + " " + step.name() + " " + sample + "`"
                                + more));
    }

    private List<Outcome> first() {
        try (Stream<Outcome> failures = traces.failures(step.name())) {
            return failures.limit(NAMED + 1).toList();
        }
    }

    private static String named(List<Outcome> failures) {
        String names = String.join(
                ", ",
                failures.stream()
                        .limit(NAMED)
                        .map(outcome -> String.valueOf(outcome.sample()))
                        .toList());
        return names + (failures.size() > NAMED ? ", …" : "");
    }

    private String firstSample() {
        String[] first = {""};
        run.anySample(sample -> {
            first[0] = sample;
            return true;
        });
        return first[0];
    }
}
