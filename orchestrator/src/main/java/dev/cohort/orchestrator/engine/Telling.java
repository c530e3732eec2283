package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.run.RetriedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a journal and its listeners what is new of a job: how far it is, which tasks failed and why, and what keeps it from starting. */
final class Telling {
    private final Compute compute;
    private final Failures failures;
    private final RunJournal journal;
    private final RunListener listener;
    private final Set<TaskName> toldFailures = new HashSet<>();
    private final Set<RetriedTask> toldRetries = new HashSet<>();

    /** Why nothing of a step is started, as the listener was told it last. */
    private final Map<String, String> toldStuck = new HashMap<>();

    /** Whether the listener has been told last that nobody can say how the jobs stand. */
    private boolean toldSilence;

    private Optional<String> toldUnknown = Optional.empty();

    Telling(Compute compute, Failures failures, RunJournal journal, RunListener listener) {
        this.compute = compute;
        this.failures = failures;
        this.journal = journal;
        this.listener = listener;
    }

    /** What an earlier owner of the run has told is not told again. */
    void goOn() {
        journal.progress().failures().forEach(task -> toldFailures.add(TaskName.of(task)));
        toldRetries.addAll(journal.progress().retries());
    }

    /**
     * False where that can't be told just now, and has to be told at the next look: the tasks that failed can't be had.
     *
     * @param before how it stood when it was told last; null where it never was
     */
    boolean tell(JobView view, PlannedJob job, @Nullable TaskCounts before) {
        tellStuck(view, job);
        if (job.kind() == JobKind.JOIN || view.counts().equals(before)) {
            return true;
        }
        if (view.counts().retries() > (before == null ? 0 : before.retries())) {
            tellRetries(view.id(), job);
        }
        if (view.counts().failed() > (before == null ? 0 : before.failed()) && !tellFailures(view.id(), job)) {
            return false;
        }
        journal.note(new RunEvent.Progressed(job.name(), view.counts()));
        return true;
    }

    void tellSilence() {
        Optional<String> why = compute.silence();
        if (why.isPresent() != toldSilence) {
            toldSilence = why.isPresent();
            listener.silence(why.orElse(null));
        }
    }

    /** What is known of them again goes on, and what is lost is told as failed. */
    void tellUnknown() {
        Optional<String> now = compute.unknown();
        if (!now.equals(toldUnknown)) {
            toldUnknown = now;
            now.ifPresent(listener::unknown);
        }
    }

    /** It is no event, as it may pass like it came; of many jobs of a step that have one reason it is told once. */
    private void tellStuck(JobView view, PlannedJob job) {
        String why = view.stuck();
        if (why != null && !why.equals(toldStuck.put(job.step(), why))) {
            listener.stuck(job.step(), why);
        }
    }

    private void tellRetries(String id, PlannedJob job) {
        for (Compute.FailedAttempt failed : compute.retries(id)) {
            RetriedTask task = failures.retried(job, failed);
            if (journal.progress().keepsRetries(job.step()) && toldRetries.add(task)) {
                journal.note(new RunEvent.TaskRetried(task));
            }
        }
    }

    /** Beyond what is kept of them, failures are only counted: to explain one takes a look into the store. */
    private boolean tellFailures(String id, PlannedJob job) {
        if (!journal.progress().keepsFailures()) {
            return true;
        }
        try {
            compute.failures(id).forEach(end -> tellFailure(id, job, end));
            return true;
        } catch (ComputeFailure failure) {
            failure.requirePassing();
            return false;
        }
    }

    private void tellFailure(String id, PlannedJob job, Compute.TaskEnd end) {
        boolean isNews = end.how() == Compute.TaskEnd.How.FAILED
                && journal.progress().keepsFailures()
                && toldFailures.add(failures.task(job, end.index()));
        if (isNews) {
            journal.note(new RunEvent.TaskFailed(failures.explain(job, id, end)));
        }
    }
}
