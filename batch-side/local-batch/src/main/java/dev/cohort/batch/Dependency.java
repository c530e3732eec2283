package dev.cohort.batch;

import org.jspecify.annotations.Nullable;

/**
 * What a job waits for: another job as a whole, the same index of another array, or the child before.
 *
 * @param jobId null exactly for {@link Type#SEQUENTIAL}, which is about the job's own children
 */
public record Dependency(@Nullable String jobId, Type type) {

    /** AWS Batch's kinds; the whole-job kind has no name there. */
    public enum Type {
        WHOLE,
        N_TO_N,
        SEQUENTIAL
    }

    public Dependency {
        RefusedJob.unless(
                (jobId == null) == (type == Type.SEQUENTIAL),
                "A dependency of type " + type + " has the job id " + jobId
                        + "; SEQUENTIAL is without one, all others name a job.");
    }

    public static Dependency whole(String jobId) {
        return new Dependency(jobId, Type.WHOLE);
    }

    public static Dependency nToN(String jobId) {
        return new Dependency(jobId, Type.N_TO_N);
    }

    public static Dependency sequential() {
        return new Dependency(null, Type.SEQUENTIAL);
    }
}
