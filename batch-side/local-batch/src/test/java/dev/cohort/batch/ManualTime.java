package dev.cohort.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands until the test moves it. */
public final class ManualTime implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }
}
