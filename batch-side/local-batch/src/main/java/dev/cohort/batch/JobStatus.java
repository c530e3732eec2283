package dev.cohort.batch;

/** Where a job or a child stands, in AWS Batch's words and in the order in which it passes through them. */
public enum JobStatus {
    SUBMITTED,
    PENDING,
    RUNNABLE,
    STARTING,
    RUNNING,
    SUCCEEDED,
    FAILED;

    public boolean isEnded() {
        return this == SUCCEEDED || this == FAILED;
    }

    /** Whether an attempt holds capacity. */
    public boolean isUnderWay() {
        return this == STARTING || this == RUNNING;
    }

    /** What a cancel still reaches; a terminate reaches all. */
    public boolean isCancellable() {
        return this == SUBMITTED || this == PENDING || this == RUNNABLE;
    }
}
