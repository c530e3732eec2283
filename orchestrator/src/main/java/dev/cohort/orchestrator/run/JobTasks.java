package dev.cohort.orchestrator.run;

import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;

/**
 * A job of a run.
 *
 * @param tasks how many it has; a join has none, as it is nobody's work
 * @param passes how many of them go by without running, as their lanes do not need the step
 */
public record JobTasks(String job, String step, int tasks, int passes) {
    public JobTasks(String job, String step, int tasks) {
        this(job, step, tasks, 0);
    }

    static JobTasks of(RunPlan plan, PlannedJob job) {
        boolean join = job.kind() == JobKind.JOIN;
        return new JobTasks(job.name(), job.step(), join ? 0 : job.size(), join ? 0 : plan.passes(job));
    }
}
