package dev.cohort.orchestrator.journal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How time goes by, in nanoseconds, also while the machine is asleep: the system's own count stands still then, and its clock does not. A
 * clock that is set back changes nothing, and one that is set forward is taken for a sleep, which only makes whoever asks look early.
 */
public final class PassingTime implements LongSupplier {
    /** By less than that the two differ of themselves. */
    private static final long SHORTEST_SLEEP = Duration.ofMillis(100).toNanos();

    private final LongSupplier awake;
    private final InstantSource clock;
    private long lastAwake;
    private long lastMillis;
    private long slept;

    /** @param awake a time that never goes back, and may stand still while the machine sleeps */
    public PassingTime(LongSupplier awake, InstantSource clock) {
        this.awake = awake;
        this.clock = clock;
        this.lastAwake = awake.getAsLong();
        this.lastMillis = clock.millis();
    }

    @Override
    public long getAsLong() {
        long awakeNow = awake.getAsLong();
        long millisNow = clock.millis();
        long ahead = Duration.ofMillis(millisNow - lastMillis).toNanos() - (awakeNow - lastAwake);
        slept += ahead > SHORTEST_SLEEP ? ahead : 0;
        lastAwake = awakeNow;
        lastMillis = millisNow;
        return awakeNow + slept;
    }
}
