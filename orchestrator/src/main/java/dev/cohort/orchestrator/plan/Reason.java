package dev.cohort.orchestrator.plan;

/** Why a task runs, in the order in which a reason outweighs the next. */
public enum Reason {
    FORCED("forced"),
    NEW("new"),
    FAILED_BEFORE("failed before"),
    STEP_CHANGED("step changed"),
    INPUT_CHANGED("input changed"),
    OUTPUT_MISSING("output missing"),
    UPSTREAM_RUNS("upstream runs");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
