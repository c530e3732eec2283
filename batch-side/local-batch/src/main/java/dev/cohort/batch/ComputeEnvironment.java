package dev.cohort.batch;

import java.util.Objects;

/** A pool of capacity that attempts are placed in. */
public record ComputeEnvironment(String name, Resources capacity) {
    public ComputeEnvironment {
        RefusedJob.unless(!name.isBlank(), "A compute environment has no name.");
        Objects.requireNonNull(capacity, "capacity");
    }
}
