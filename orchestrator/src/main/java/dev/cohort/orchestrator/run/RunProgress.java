package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run comes to so far: a plan, and the events that were folded into it. */
public final class RunProgress {
    /** Of very many failures the first are kept in full; all are counted, and all lie in the store. */
    static final int MOST_FAILURES = 1_000;

    private final RunPlan plan;
    private final Map<String, PlannedJob> jobs = new LinkedHashMap<>();
    private final Map<String, TaskCounts> counts = new LinkedHashMap<>();
    private final List<FailedTask> failures = new ArrayList<>();
    private RunState state = RunState.PLANNED;

    public RunProgress(RunPlan plan) {
        this.plan = plan;
        for (PlannedJob job : plan.jobs()) {
            jobs.put(job.name(), job);
            if (job.kind() != JobKind.JOIN) {
                counts.put(job.name(), TaskCounts.pending(job.size()));
            }
        }
    }

    public void apply(RunEvent event) {
        event.accept(new Fold());
    }

    public RunPlan plan() {
        return plan;
    }

    public RunState state() {
        return state;
    }

    /** The tasks of a step, over all its jobs; joins are nobody's tasks. */
    public TaskCounts step(String step) {
        return counts.entrySet().stream()
                .filter(entry -> Optional.ofNullable(jobs.get(entry.getKey()))
                        .filter(job -> job.step().equals(step))
                        .isPresent())
                .map(Map.Entry::getValue)
                .reduce(TaskCounts.NONE, TaskCounts::plus);
    }

    public TaskCounts all() {
        return counts.values().stream().reduce(TaskCounts.NONE, TaskCounts::plus);
    }

    public List<FailedTask> failures() {
        return List.copyOf(failures);
    }

    private final class Fold implements RunEvent.Visitor<Boolean> {
        @Override
        public Boolean submitted(RunEvent.Submitted event) {
            state = RunState.RUNNING;
            return true;
        }

        @Override
        public Boolean progressed(RunEvent.Progressed event) {
            return counts.replace(event.job(), event.counts()) != null;
        }

        @Override
        public Boolean taskFailed(RunEvent.TaskFailed event) {
            return failures.size() < MOST_FAILURES && failures.add(event.task());
        }

        @Override
        public Boolean ended(RunEvent.Ended event) {
            state = event.state();
            return true;
        }
    }
}
