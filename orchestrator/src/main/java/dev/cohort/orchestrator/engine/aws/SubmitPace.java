package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;

/** Keeps submissions below the fifty a second that AWS allows an account, of which others may want a part too. */
final class SubmitPace {
    private static final int PER_SECOND = 40;
    private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos() / PER_SECOND;

    private final Pauses pauses;
    private long nextAt;

    SubmitPace(Pauses pauses) {
        this.pauses = pauses;
        this.nextAt = pauses.nanos();
    }

    /** Returns when it is this submission's turn. */
    void await() throws InterruptedException {
        Duration wait = pauses.until(nextAt);
        nextAt = Math.max(pauses.nanos(), nextAt) + GAP_NANOS;
        if (!wait.isZero()) {
            pauses.pause(wait);
        }
    }
}
