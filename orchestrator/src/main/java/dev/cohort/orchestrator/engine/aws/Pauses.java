package dev.cohort.orchestrator.engine.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, as far as calls to AWS depend on them. */
interface Pauses {
    long nanos();

    void pause(Duration duration) throws InterruptedException;

    /** From 0 up to, but not, 1. */
    double chance();

    /** Of this machine. */
    static Pauses real() {
        return new Pauses() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }

            @Override
            public double chance() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }

    /** Between nothing and a bound that doubles with each try: full jitter, so that many who were refused at once do not come back at once. */
    default Duration backOff(int tries, Duration first, Duration longest) {
        double bound = Math.min(longest.toMillis(), first.toMillis() * Math.pow(2, tries));
        return Duration.ofMillis((long) (chance() * bound));
    }

    /** How long it is until a moment; nothing where that is over. */
    default Duration until(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - nanos()));
    }
}
