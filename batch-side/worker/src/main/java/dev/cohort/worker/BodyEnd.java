package dev.cohort.worker;

import dev.cohort.contract.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a body ended.
 *
 * @param signal what killed it, or the tool within it, if anything did
 * @param message in the step's own words, if it had any
 */
record BodyEnd(
        boolean failed,
        @Nullable Integer toolExit,
        @Nullable Integer signal,
        @Nullable String message,
        boolean heapExhausted,
        Map<String, Json> metrics) {
    /** Shells and the JVM tell a signal as this much above its number. */
    private static final int SIGNAL_BASE = 128;

    private static final int HIGHEST_SIGNAL = 64;
    private static final int KILL = 9;

    BodyEnd {
        metrics = Map.copyOf(metrics);
    }

    static BodyEnd of(int status, @Nullable BodyEnd told) {
        if (told != null && told.failed == (status != 0)) {
            return told;
        }
        int signal = status - SIGNAL_BASE;
        boolean killed = signal > 0 && signal <= HIGHEST_SIGNAL;
        return new BodyEnd(status != 0, killed ? null : status, killed ? signal : null, null, false, Map.of());
    }

    boolean isKilled() {
        return signal != null && signal == KILL;
    }
}
