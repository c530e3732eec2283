package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run comes to so far: a plan, and the events that were folded into it. */
public final class RunProgress {
    /** Of very many failures the first are kept in full; all are counted, and all lie in the store. */
    static final int MOST_FAILURES = 1_000;

    private final RunPlan plan;
    private final Map<String, String> stepOfJob = new HashMap<>();
    private final Map<String, TaskCounts> byJob = new HashMap<>();
    private final Map<String, TaskCounts> byStep = new HashMap<>();
    private final List<FailedTask> failures = new ArrayList<>();
    private TaskCounts all = TaskCounts.NONE;
    private RunState state = RunState.PLANNED;

    /** Joins are nobody's tasks. */
    public RunProgress(RunPlan plan) {
        this.plan = plan;
        for (PlannedJob job : plan.jobs()) {
            if (job.kind() != JobKind.JOIN) {
                stepOfJob.put(job.name(), job.step());
                count(job.name(), TaskCounts.pending(job.size()));
            }
        }
    }

    /** Sums are kept, as there may be hundreds of jobs and each of them may tell of itself many times. */
    private void count(String job, TaskCounts now) {
        String step = stepOfJob.get(job);
        if (step != null) {
            TaskCounts before = byJob.put(job, now);
            TaskCounts news = now.minus(before == null ? TaskCounts.NONE : before);
            byStep.merge(step, news, TaskCounts::plus);
            all = all.plus(news);
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

    /** The tasks of a step, over all its jobs. */
    public TaskCounts step(String step) {
        return byStep.getOrDefault(step, TaskCounts.NONE);
    }

    public TaskCounts all() {
        return all;
    }

    /** Whether another failure would be kept in full. */
    public boolean keepsFailures() {
        return failures.size() < MOST_FAILURES;
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
            count(event.job(), event.counts());
            return true;
        }

        @Override
        public Boolean taskFailed(RunEvent.TaskFailed event) {
            return keepsFailures() && failures.add(event.task());
        }

        @Override
        public Boolean ended(RunEvent.Ended event) {
            state = event.state();
            return true;
        }
    }
}
