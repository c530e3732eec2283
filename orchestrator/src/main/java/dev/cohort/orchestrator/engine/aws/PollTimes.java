package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;

/** When AWS is asked again how jobs stand: at once, soon while they move, and ever more rarely while nothing happens. */
final class PollTimes {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final double SLOWER = 1.5;

    private final Pauses pauses;
    private Duration interval = SHORTEST;
    private long nextAt;

    PollTimes(Pauses pauses) {
        this.pauses = pauses;
        this.nextAt = pauses.nanos();
    }

    boolean isDue() {
        return pauses.until(nextAt).isZero();
    }

    void done(boolean news) {
        long slower = (long) (interval.toMillis() * SLOWER);
        interval = news ? SHORTEST : Duration.ofMillis(Math.min(LONGEST.toMillis(), slower));
        nextAt = pauses.nanos() + interval.toNanos();
    }

    /** We have changed something ourselves. */
    void soon() {
        interval = SHORTEST;
        nextAt = Math.min(nextAt, pauses.nanos() + interval.toNanos());
    }

    /** Until the next look is due, but no longer than that. */
    void await(Duration atMost) throws InterruptedException {
        Duration left = pauses.until(nextAt);
        pauses.pause(left.compareTo(atMost) < 0 ? left : atMost);
    }
}
