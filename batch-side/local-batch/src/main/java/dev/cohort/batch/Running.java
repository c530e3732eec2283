package dev.cohort.batch;

/** An attempt that an executor has under way. */
@FunctionalInterface
public interface Running {
    /**
     * Asks it to end; returns at once. The executor sends TERM and, when its grace is over, KILL, and reports the end as
     * any other. Called at most once.
     */
    void stop(String reason);
}
