package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that goes by only where somebody waits, and keeps how long. */
final class StillPauses implements Pauses {
    final List<Duration> waits = new ArrayList<>();
    private long now;
    private Instant today = Instant.parse("2026-12-01T00:00:00Z");

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        waits.add(duration);
        pass(duration);
    }

    void todayIs(Instant day) {
        today = day;
    }

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public Instant now() {
        return today;
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
