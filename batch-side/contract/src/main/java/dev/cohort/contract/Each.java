package dev.cohort.contract;

/** Whether a step runs once per sample, as an array, or once for all samples, as a single job. */
public enum Each {
    SAMPLE,
    COHORT;

    /** How it is written in pipeline files and in JSON. */
    public String word() {
        return Words.of(this);
    }
}
