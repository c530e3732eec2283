package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A world in which time goes by a thousand times as fast, for tests with real servers. */
final class HastyPauses implements Pauses {
    private static final int FASTER = 1_000;

    private final long start = System.nanoTime();

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * FASTER;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos() / FASTER;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
