package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.TaskTraces;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.aws.JobLogs;
import dev.cohort.orchestrator.view.Amounts;
import dev.cohort.orchestrator.view.TaskWords;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The logs of a step's failed tasks, one after another as they are found, so that their number and size do not matter. */
final class FailedLogs {
    private static final int NAMED = 5;

    /** Each costs AWS two calls, which an account has few of; whoever reads more looks for something else. */
    private static final int MOST_ON_QUEUE = 100;

    private final Console console;
    private final Store store;
    private final StoredRun run;
    private final StoredStep step;
    private final TaskTraces traces;
    private final Optional<QueueTasks> queue;
    private final LogOutput output;

    /** Those that came to no outcome, which only happens on a queue. */
    private final Set<Optional<String>> shown = new HashSet<>();

    private @Nullable ComputeFailure unread;

    FailedLogs(Console console, Store store, StoredRun run, StoredStep step, Optional<QueueTasks> queue) {
        this.console = console;
        this.store = store;
        this.run = run;
        this.step = step;
        this.traces = new TaskTraces(store, run);
        this.queue = queue;
        this.output = new LogOutput(console);
    }

    /** The exit code. */
    int show() throws IOException {
        if (!showAny()) {
            int read = queue.map(QueueTasks::cutOffAfter).orElse(0);
            console.note(read == 0 ? "no task of " + step.name() + " failed in the run " + run.id() : noneOf(read));
        }
        return ExitCode.OK;
    }

    /** Whether there were any. What of the logs could not be had is told at the end, as the reasons alone are worth something. */
    boolean showAny() throws IOException {
        boolean heard = showOutcomes();
        if (heard && queue.isPresent()) {
            showOthers(queue.get());
        }
        if (unread != null) {
            throw unread;
        }
        return !shown.isEmpty();
    }

    private String noneOf(int read) {
        return "of the first " + Amounts.count(read, "task") + " of " + step.name()
                + " that ended badly by AWS Batch none failed by"
                + " itself, and no more were asked about: `" + Typed.command(console, store, "status", run.id())
                + "` counts those that failed";
    }

    private boolean showOutcomes() throws IOException {
        boolean heard = true;
        try (Stream<Outcome> failures = traces.failures(step.name())) {
            for (Iterator<Outcome> each = failures.iterator(); heard && each.hasNext(); ) {
                heard = show(each.next());
            }
        }
        return heard;
    }

    private boolean show(Outcome outcome) throws IOException {
        shown.add(Optional.ofNullable(outcome.sample()));
        head(outcome.sample(), ", attempt " + outcome.attempt() + ": " + TaskWords.failure(outcome));
        Key log = Key.of(run.layout().log(run.id(), outcome.step(), outcome.sample(), outcome.attempt()));
        if (store.head(log).isEmpty()) {
            return !console.out().checkError();
        }
        try (Opened opened = store.get(log)) {
            return output.copy(opened.body());
        }
    }

    private void head(@Nullable String sample, String what) {
        output.header("==> " + TaskWords.name(step.name(), sample) + what + " <==");
    }

    private void showOthers(QueueTasks tasks) {
        try (Stream<QueueTasks.Failed> failures = tasks.failed(step.name())) {
            Iterator<QueueTasks.Failed> fresh = failures.filter(
                            failed -> shown.add(Optional.ofNullable(failed.sample())))
                    .iterator();
            boolean heard = true;
            for (int left = MOST_ON_QUEUE; heard && fresh.hasNext(); left--) {
                if (left == 0) {
                    tellMore(fresh.next());
                    return;
                }
                heard = show(tasks, fresh.next());
            }
        }
    }

    /** How many there are takes AWS as long to say as which they are. */
    private void tellMore(QueueTasks.Failed next) {
        String id = next.id();
        console.note("more tasks of " + step.name() + " failed than the " + MOST_ON_QUEUE
                + " that left nothing in the store and are shown: `"
                + Typed.command(console, store, "status", run.id()) + "` counts them, `"
                + Typed.command(console, store, "logs", run.id(), step.name(), "SAMPLE")
                + "` shows one"
                + (id == null
                        ? ""
                        : ", and `aws batch list-jobs --array-job-id " + id.replaceAll(":.*", "")
                                + " --job-status FAILED` lists those of its job"));
    }

    private boolean show(QueueTasks tasks, QueueTasks.Failed failed) {
        head(failed.sample(), ": " + failed.reason());
        boolean[] heard = {!console.out().checkError()};
        if (heard[0] && unread == null && failed.id() != null) {
            try {
                tasks.logs()
                        .look(failed.id())
                        .flatMap(JobLogs.Told::lastPrinting)
                        .ifPresent(attempt -> tasks.logs().read(attempt, line -> heard[0] = output.line(line.text())));
            } catch (ComputeFailure failure) {
                unread = failure;
            }
        }
        return heard[0];
    }

    /** Says what there is to choose from. */
    int askWhich() {
        return RunReading.refuse(console, step.run() == 0 ? nothingWasDone() : whichOfSeveral());
    }

    private Problem nothingWasDone() {
        return Problem.error("the step `" + step.name() + "` had nothing to do in the run " + run.id()
                        + ", and has no log there")
                .hint("`" + Typed.command(console, store, "task", run.id(), step.name(), "SAMPLE")
                        + "` says of a sample why");
    }

    private Problem whichOfSeveral() {
        List<Outcome> failures = first();
        String sample = failures.isEmpty()
                ? run.firstSample(step.name()).orElse("SAMPLE")
                : String.valueOf(failures.get(0).sample());
        String more = failures.isEmpty() ? "" : "; or --failed for those that failed (" + named(failures) + ")";
        return Problem.error(
                        "the step `" + step.name() + "` has a log for each of " + Amounts.count(step.run(), "sample"))
                .hint("say which, as in `cohort logs " + run.id() + " " + step.name() + " " + sample + "`" + more);
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
}
