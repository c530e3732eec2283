package dev.cohort.batch;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day at the start, carried on by a clock that nobody sets: a corrected clock must not time tasks out. */
final class SteadyTime implements InstantSource {
    private final Instant start = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - nanos);
    }
}
