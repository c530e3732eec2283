package dev.cohort.orchestrator.run;

import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;

/** A job of a run, and how many tasks it has; a join has none, as it is nobody's work. */
public record JobTasks(String job, String step, int tasks) {
    static JobTasks of(PlannedJob job) {
        return new JobTasks(job.name(), job.step(), job.kind() == JobKind.JOIN ? 0 : job.size());
    }
}
