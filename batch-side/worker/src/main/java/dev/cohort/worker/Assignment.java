package dev.cohort.worker;

import dev.cohort.contract.Job;
import dev.cohort.contract.Lane;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one task: what a worker is given to do.
 *
 * @param lane null for a task of the cohort, and for a join
 * @param attempt counted from 1
 * @param jobId how the compute calls this task
 * @param arrayIndex {@link #PLAIN} unless the job is an array
 * @param arraySize how many children the array has; 1 for a plain job
 */
public record Assignment(
        Job job, @Nullable Lane lane, int attempt, @Nullable String jobId, int arrayIndex, int arraySize) {
    /** The index of a job that is no array. */
    public static final int PLAIN = -1;

    public Assignment {
        if (attempt < 1) {
            throw new IllegalArgumentException("`attempt` is " + attempt + "; attempts are counted from 1");
        }
    }

    /** Null for the cohort. */
    @Nullable String sample() {
        return lane == null ? null : lane.sample();
    }

    boolean isArray() {
        return arrayIndex >= 0;
    }

    /** How messages call the task: {@code kallisto of s1}, {@code summary}. */
    String shown() {
        return lane == null ? job.step() : job.step() + " of " + lane.sample();
    }

    boolean passes() {
        return lane != null && lane.passes().contains(job.step());
    }
}
