package dev.cohort.orchestrator.plan;

/** A job waits for another: child by child, or for the whole of it. */
public record JobDependency(String job, Type type) {

    /** How AWS Batch calls the two; the whole-job kind has no name there. */
    public enum Type {
        N_TO_N,
        ALL
    }
}
