package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run comes to so far: a value, and nothing but the events of its journal folded together.
 *
 * @param started null before the first event
 * @param owner who works on it, or did last; null before the first event
 * @param round of the last plan, 0 before the first
 * @param steps of the last plan
 * @param failures the first of them, in full
 * @param cancel the first that asked for it
 * @param end null while there is none
 */
public record RunProgress(
        RunState state,
        RunEvent.@Nullable Started started,
        @Nullable Owner owner,
        int round,
        List<PlannedStep> steps,
        Tally tally,
        Submits submits,
        List<FailedTask> failures,
        RunEvent.@Nullable CancelAsked cancel,
        RunEvent.@Nullable Ended end) {
    /** Of very many failures the first are kept in full; all are counted, and all lie in the store. */
    public static final int MOST_FAILURES = 1_000;

    /** Before anything happened. */
    public static final RunProgress NOTHING = new RunProgress(
            RunState.PLANNED, null, null, 0, List.of(), Tally.NOTHING, Submits.NONE, List.of(), null, null);

    public RunProgress {
        steps = List.copyOf(steps);
        failures = List.copyOf(failures);
    }

    /** What it comes to after one event more; one that can't follow is an {@link IllegalTransition}. */
    public RunProgress after(RunEvent event) {
        return event.accept(new Transition(this));
    }

    public boolean hasEnded() {
        return end != null;
    }

    /** The tasks of a step, over all its jobs. */
    public TaskCounts step(String step) {
        return tally.step(step);
    }

    public TaskCounts all() {
        return tally.all();
    }

    /** Whether another failure would be kept in full. */
    public boolean keepsFailures() {
        return failures.size() < MOST_FAILURES;
    }
}
