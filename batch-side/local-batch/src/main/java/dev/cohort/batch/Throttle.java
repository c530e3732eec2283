package dev.cohort.batch;

import java.util.Objects;

/**
 * At most so many attempts at once, over all jobs that name the same; AWS Batch has no such bound.
 *
 * @param name what the jobs have in common
 */
public record Throttle(String name, int most) {
    public Throttle {
        Objects.requireNonNull(name, "name");
        RefusedJob.unless(most >= 1, "The throttle '" + name + "' lets " + most + " run at once; give 1 or more.");
    }
}
