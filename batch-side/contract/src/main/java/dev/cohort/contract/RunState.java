package dev.cohort.contract;

/** Where a run stands, from the plan to its end. */
public enum RunState {
    PLANNED,
    SUBMITTING,
    RUNNING,
    SETTLING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** How it is written in JSON, and said. */
    public String word() {
        return Words.of(this);
    }
}
