package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A world in which time goes by faster, for tests with real servers. */
final class HastyPauses implements Pauses {
    private final long start = System.nanoTime();
    private final int faster;

    /** @param faster how many times as fast */
    HastyPauses(int faster) {
        this.faster = faster;
    }

    @Override
    public long nanos() {
        return (System.nanoTime() - start) * faster;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos() / faster;
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
