package dev.cohort.contract;

/** Why a task failed: a closed set, which drives both the message and the retry. */
public enum FailureKind {
    SPOT_RECLAIMED,
    IMAGE_PULL,
    OUT_OF_MEMORY,
    TIMEOUT,
    DISK_FULL,
    INPUT_MISSING,
    INPUT_CHANGED,
    STAGE_IN,
    TOOL,
    OUTPUT_MISSING,
    STAGE_OUT,
    UPSTREAM,
    CANCELLED,
    TERMINATED,
    PLATFORM;

    /** How it is written in JSON. */
    public String word() {
        return Words.of(this);
    }
}
