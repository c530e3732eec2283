package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to so far: a value, and nothing but the events of its journal folded together.
 *
 * @param started null before the first event
 * @param owner who works on it, or did last; null before the first event
 * @param attended whether the owner has not left since; whether it is still there is another question
 * @param round of the last plan, 0 before the first
 * @param steps of the last plan
 * @param failures the first of them, in full
 * @param retries the first of each step since the last plan, in full
 * @param cancel the first that asked for it
 * @param end null while there is none
 */
public record RunProgress(
        RunState state,
        RunEvent.@Nullable Started started,
        @Nullable Owner owner,
        boolean attended,
        int round,
        List<PlannedStep> steps,
        Tally tally,
        Submits submits,
        List<FailedTask> failures,
        List<RetriedTask> retries,
        RunEvent.@Nullable CancelAsked cancel,
        RunEvent.@Nullable Ended end) {
    /** Of very many failures the first are kept in full; all are counted, and all lie in the store. */
    public static final int MOST_FAILURES = 1_000;

    /** Of the retries of a step so many are kept in full; all are counted, as far as the compute tells of them. */
    public static final int MOST_RETRIES = 5;

    /** Before anything happened. */
    public static final RunProgress NOTHING = new RunProgress(
            RunState.PLANNED,
            null,
            null,
            false,
            0,
            List.of(),
            Tally.NOTHING,
            Submits.NONE,
            List.of(),
            List.of(),
            null,
            null);

    public RunProgress {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
        retries = List.copyOf(retries);
    }

    /** What it comes to after one event more; one that can't follow is an {@link IllegalTransition}. */
    public RunProgress after(RunEvent event) {
        return event.accept(new Transition(this));
    }

    /** Whether its jobs go on without whoever submitted them. */
    public boolean isOnQueue() {
        return started != null && started.queue() != null;
    }

    public boolean hasEnded() {
        return end != null;
    }

    /** The tasks of a step, over all its jobs. */
    public TaskCounts step(String step) {
        return tally.step(step);
    }

    /** Whether all jobs of the last plan were handed over that are not done with already. */
    public boolean isAllSubmitted() {
        return round > 0
                && submits.open().isEmpty()
                && tally.jobs().keySet().stream().allMatch(job -> submits.ids().containsKey(job) || job(job).isDone());
    }

    /** Whether all that was handed over is done, and nothing may have been that nobody knows of. */
    public boolean isAllDone() {
        return submits.open().isEmpty() && submits.ids().keySet().stream().allMatch(job -> job(job).isDone());
    }

    /** With what somebody sees at this moment, by job, and that no event tells of. */
    public RunProgress seen(Map<String, TaskCounts> now) {
        Tally seen = tally;
        for (Map.Entry<String, TaskCounts> job : now.entrySet()) {
            JobTasks tasks = tally.jobs().get(job.getKey());
            if (tasks != null && tasks.tasks() > 0) {
                seen = seen.count(job.getKey(), job.getValue().passing(tasks.passes()));
            }
        }
        return new RunProgress(
                state, started, owner, attended, round, steps, seen, submits, failures, retries, cancel, end);
    }

    /** The tasks of one job of the last plan; none where that has no such job. */
    public TaskCounts job(String job) {
        return tally.job(job);
    }

    /** Whose job it is; empty for one that the last plan does not have. */
    public Optional<String> stepOf(String job) {
        return Optional.ofNullable(tally.jobs().get(job)).map(JobTasks::step);
    }

    public TaskCounts all() {
        return tally.all();
    }

    /** Whether another failure would be kept in full. */
    public boolean keepsFailures() {
        return failures.size() < MOST_FAILURES;
    }

    /** Whether another retry of a step would be kept in full. */
    public boolean keepsRetries(String step) {
        return retries.stream().filter(task -> task.step().equals(step)).count() < MOST_RETRIES;
    }
}
