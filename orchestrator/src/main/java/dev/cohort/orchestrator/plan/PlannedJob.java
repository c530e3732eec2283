package dev.cohort.orchestrator.plan;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One job as it will be submitted.
 *
 * @param size how many children an array has; 1 for any other job
 * @param afterEnd jobs that must have ended before it is submitted at all, well or not: AWS Batch starts nothing after a
 *     job of which any child failed
 * @param group whose lanes it runs; null for a cohort step, and for a join that waits for whole jobs
 */
public record PlannedJob(
        String name,
        String step,
        JobKind kind,
        int size,
        @Nullable Group group,
        @Nullable Chunk chunk,
        List<JobDependency> dependsOn,
        List<String> afterEnd) {
    /** AWS Batch takes no more. */
    public static final int MOST_DEPENDENCIES = 20;

    public PlannedJob {
        dependsOn = List.copyOf(dependsOn);
        afterEnd = List.copyOf(afterEnd);
        if (dependsOn.size() > MOST_DEPENDENCIES) {
            throw new IllegalArgumentException(name + " has " + dependsOn.size() + " dependencies");
        }
    }

    /** Whether somebody has to wait with submitting it. */
    public boolean isHeld() {
        return !afterEnd.isEmpty();
    }

    /** Without dependencies on jobs that are done: a compute forgets those after a while. */
    public PlannedJob notWaitingFor(Predicate<String> done) {
        List<JobDependency> still = dependsOn.stream()
                .filter(dependency -> !done.test(dependency.job()))
                .toList();
        return still.size() == dependsOn.size()
                ? this
                : new PlannedJob(name, step, kind, size, group, chunk, still, afterEnd);
    }

    /** Whether children of the two can be chained index by index. */
    boolean isArray() {
        return size > 1;
    }
}
