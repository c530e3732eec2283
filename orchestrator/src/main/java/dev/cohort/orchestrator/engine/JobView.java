package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.TaskCounts;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands, as its compute sees it.
 *
 * @param stuck why nothing of it is started, and won't be unless somebody does something about it; null as long as there is hope
 */
public record JobView(
        String id,
        boolean ended,
        TaskCounts counts,
        @Nullable String stuck) {
    /** Of a job that goes its way. */
    public JobView(String id, boolean ended, TaskCounts counts) {
        this(id, ended, counts, null);
    }
}
