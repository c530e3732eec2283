package dev.cohort.batch.server;

import java.util.function.LongSupplier;

/** How many jobs may be submitted in a second, as AWS counts them: a bucket that fills steadily and holds one second's worth. */
final class SubmitRate {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanos;
    private double tokens;
    private long at;

    /** @param perSecond 0 for as many as come */
    SubmitRate(double perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.tokens = perSecond;
        this.at = nanos.getAsLong();
    }

    synchronized boolean take() {
        if (perSecond == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        tokens = Math.min(perSecond, tokens + (now - at) / NANOS * perSecond);
        at = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
