package dev.cohort.batch;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An attempt that holds capacity: from the directive to start it until its end is reported. */
final class Flight {
    /** The next to time out first; the rest of the order only keeps equal ones apart. */
    static final Comparator<Flight> BY_DEADLINE = Comparator.<Flight>comparingLong(f -> f.deadline)
            .thenComparingLong(f -> f.job.serial)
            .thenComparingInt(f -> f.index);

    final Job job;
    final int index;
    final Pool pool;
    final Line line;
    final ChildRun run;
    long deadline = Long.MAX_VALUE;

    @Nullable String stopReason;

    Flight(Job job, int index, int attempt, Pool pool) {
        this.job = job;
        this.index = index;
        this.pool = pool;
        this.line = job.turn(index).line;
        run = job.run(index, attempt, pool.name);
    }
}
