package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.TaskCounts;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands, as its compute sees it.
 *
 * @param over whether its compute does nothing more for it: either all is known of it, or it has failed, and how all its tasks did is
 *     still to be found out
 * @param ended whether that is known of all its tasks
 * @param stuck why nothing of it is started, and won't be unless somebody does something about it; null as long as there is hope
 */
public record JobView(
        String id,
        boolean over,
        boolean ended,
        TaskCounts counts,
        @Nullable String stuck) {
    public JobView {
        if (ended && !over) {
            throw new IllegalArgumentException("the job " + id + " has ended and is not over");
        }
    }

    /** Of a job that goes its way, and of which all is known as soon as it is over. */
    public JobView(String id, boolean ended, TaskCounts counts) {
        this(id, ended, ended, counts, null);
    }
}
