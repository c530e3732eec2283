package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that goes by only where somebody waits, and keeps how long. */
final class StillPauses implements Pauses {
    final List<Duration> waits = new ArrayList<>();
    private long now;

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void pause(Duration duration) {
        waits.add(duration);
        pass(duration);
    }

    void pass(Duration duration) {
        now += duration.toNanos();
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
