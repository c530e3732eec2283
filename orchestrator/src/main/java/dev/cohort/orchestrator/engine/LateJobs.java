package dev.cohort.orchestrator.engine;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.run.TaskCounts;
import java.util.List;
import java.util.Map;

/**
 * Finds the jobs that were handed over too late: just after one that they wait for, lane by lane, had failed, which no look can rule
 * out. The compute then starts none of their lanes, though most had all that they wait for.
 */
final class LateJobs {
    private final Compute compute;
    private final Map<String, String> ids;
    private final Map<String, TaskCounts> counts;

    /**
     * @param ids of the jobs by their names
     * @param counts of the jobs by their ids, now that all have ended
     */
    LateJobs(Compute compute, Map<String, String> ids, Map<String, TaskCounts> counts) {
        this.compute = compute;
        this.ids = ids;
        this.counts = counts;
    }

    boolean isAny(List<PlannedJob> jobs) {
        return jobs.stream().anyMatch(this::isLate);
    }

    /** The tasks are listed only where their number says that something is wrong, since a list may take a hundred calls. */
    private boolean isLate(PlannedJob job) {
        int inVain = job.dependsOn().stream()
                .mapToInt(before -> inVain(before, job.size()))
                .sum();
        return counts(job.name()).upstream() > inVain && neverBegun(job) > inVain;
    }

    /** How many tasks, at the most, wait in vain for what is missing of a job before. */
    private int inVain(JobDependency before, int size) {
        TaskCounts its = counts(before.job());
        int missing = its.total() - its.succeeded() - its.passed();
        return before.type() == JobDependency.Type.ALL && missing > 0 ? size : missing;
    }

    /** Without those that somebody has stopped, who knows why. */
    private long neverBegun(PlannedJob job) {
        return compute.failures(ids.getOrDefault(job.name(), "")).stream()
                .filter(end -> end.how() == Compute.TaskEnd.How.UPSTREAM && end.kind() != FailureKind.CANCELLED)
                .count();
    }

    private TaskCounts counts(String job) {
        String id = ids.get(job);
        return id == null ? TaskCounts.NONE : counts.getOrDefault(id, TaskCounts.NONE);
    }
}
