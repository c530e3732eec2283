package dev.cohort.orchestrator.engine.local;

import dev.cohort.contract.Job;
import dev.cohort.contract.Lane;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import org.jspecify.annotations.Nullable;

/** A planned job, and what its workers would read from the store; here it is handed over in memory. */
final class LocalJob {
    private final RunPlan plan;
    private final PlannedJob job;
    private final Job assignment;

    LocalJob(RunPlan plan, PlannedJob job) {
        this.plan = plan;
        this.job = job;
        this.assignment = plan.assignment(job);
    }

    Job assignment() {
        return assignment;
    }

    @Nullable Lane lane(int index) {
        return job.group() == null || job.chunk() == null ? null : plan.lane(job.group(), job.chunk(), index);
    }
}
