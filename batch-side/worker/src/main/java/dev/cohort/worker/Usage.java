package dev.cohort.worker;

import org.jspecify.annotations.Nullable;

/** What a body used, as far as it lived long enough to be looked at. */
record Usage(@Nullable Long cpuMs, @Nullable Long peakMiB) {
    static final Usage UNKNOWN = new Usage(null, null);
}
