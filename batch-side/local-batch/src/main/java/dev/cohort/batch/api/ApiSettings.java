package dev.cohort.batch.api;

import dev.cohort.batch.Resources;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What an operator of the API decides.
 *
 * @param machine the most that any compute environment has
 * @param shortestTimeout in seconds; AWS says {@link #AWS_SHORTEST_TIMEOUT}
 * @param listingDelay how long a new job is not listed yet
 */
public record ApiSettings(
        Arns arns, Resources machine, int shortestTimeout, Duration listingDelay, InstantSource time) {
    public static final int AWS_SHORTEST_TIMEOUT = 60;
}
