package dev.cohort.orchestrator.engine;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.RetriedTask;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.Stored;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from the outcome that a failed task left why it failed; what the compute says stands in where there is none. */
public final class Failures {
    private final Store store;
    private final RunPlan plan;
    private final StoreLayout layout;
    private final LastWords lastWords;

    public Failures(Store store, RunPlan plan) {
        this(store, plan, LastWords.NONE);
    }

    /** @param lastWords of tasks that came to no outcome */
    public Failures(Store store, RunPlan plan, LastWords lastWords) {
        this.store = store;
        this.plan = plan;
        this.lastWords = lastWords;
        this.layout = new StoreLayout(plan.settings().name());
    }

    TaskName task(PlannedJob job, int index) {
        return new TaskName(job.step(), sample(job, index));
    }

    RetriedTask retried(PlannedJob job, Compute.FailedAttempt failed) {
        return new RetriedTask(
                job.step(),
                sample(job, failed.index()),
                failed.attempt(),
                plan.attempts(job.step()),
                failed.kind(),
                failed.reason());
    }

    /** A store that can't be read just now must not end a run of which other lanes go on. */
    FailedTask explain(PlannedJob job, String id, Compute.TaskEnd end) {
        String sample = sample(job, end.index());
        try {
            return outcome(job.step(), sample)
                    .map(outcome -> told(job, sample, outcome, end))
                    .orElseGet(() -> unexplained(job, sample, end, end.reason(), lastWords(job, id, end)));
        } catch (StoreFailure unread) {
            return unexplained(
                    job,
                    sample,
                    end,
                    end.reason() + " (its outcome can't be read: " + unread.getMessage() + ")",
                    List.of());
        }
    }

    private List<String> lastWords(PlannedJob job, String id, Compute.TaskEnd end) {
        return lastWords.of(id, job.kind() == JobKind.ARRAY, end.index());
    }

    private static FailedTask unexplained(
            PlannedJob job, @Nullable String sample, Compute.TaskEnd end, String reason, List<String> tail) {
        FailureKind kind = end.kind() == null ? FailureKind.PLATFORM : end.kind();
        return new FailedTask(job.step(), sample, kind, reason, null, tail);
    }

    private @Nullable String sample(PlannedJob job, int index) {
        return job.group() == null || job.chunk() == null
                ? null
                : plan.lane(job.group(), job.chunk(), index).sample();
    }

    private Optional<Outcome> outcome(String step, @Nullable String sample) {
        Prefix folder = Prefix.of(layout.outcomes(step, sample) + "/");
        try (Stream<Stored> files = store.list(folder)) {
            return files.map(Stored::key)
                    .filter(key -> OutcomeKey.parse(key.name())
                            .filter(parsed -> parsed.status() == OutcomeKey.Status.FAILED)
                            .isPresent())
                    .flatMap(key -> read(key).stream())
                    .filter(outcome ->
                            outcome.run().equals(plan.settings().run().text()))
                    .findFirst();
        }
    }

    private Optional<Outcome> read(Key key) {
        try (Opened opened = store.get(key)) {
            return Outcome.read(new String(opened.bytes(), StandardCharsets.UTF_8));
        }
    }

    /**
     * A task that was told to end knows no more than that, and one whose machine went may have left the outcome of an earlier
     * attempt: what the compute knows of its end stands before what the task says.
     */
    private FailedTask told(PlannedJob job, @Nullable String sample, Outcome outcome, Compute.TaskEnd end) {
        FailureKind said = outcome.kind() == null ? FailureKind.PLATFORM : outcome.kind();
        FailureKind kind = end.kind() == null ? said : end.kind();
        String words = outcome.message() == null ? kind.name() : outcome.message();
        String message = kind == said ? words : end.reason();
        Key log = Key.of(layout.log(plan.settings().run(), job.step(), sample, outcome.attempt()));
        String shown = store.head(log).isPresent() ? store.locationOf(log).toString() : null;
        return new FailedTask(
                job.step(),
                sample,
                kind,
                message,
                shown,
                outcome.logTail().lines().toList());
    }
}
