package dev.cohort.batch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a plain job or at one child of an array, as its executor gets it.
 *
 * @param jobId of the plain job or of the array; {@link #id} is the child's own
 * @param index null for a plain job
 * @param attempt from 1
 * @param environment the compute environment whose capacity it holds
 * @param resources what it holds of that: more memory than the job asks for, where it was out of memory before
 */
public record ChildRun(
        String jobId, @Nullable Integer index, int attempt, JobSpec spec, String environment, Resources resources) {
    public ChildRun {
        Objects.requireNonNull(spec, "spec");
        if (spec.isArray() != (index != null)) {
            throw new IllegalArgumentException(jobId + " with index " + index + " in an array of " + spec.arraySize());
        }
    }

    /** As AWS forms it: {@code <array>:<index>}, or the plain job's. */
    public String id() {
        return index == null ? jobId : ChildId.of(jobId, index);
    }

    /** A plain job is the lane 0 of itself. */
    public int indexOrZero() {
        return index == null ? 0 : index;
    }
}
