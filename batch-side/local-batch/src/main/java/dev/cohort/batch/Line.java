package dev.cohort.batch;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The turns of one queue that need the same, in their order: when the first does not fit, none does, so a line costs one
 * look however many tasks wait in it.
 */
final class Line {
    private static final Comparator<Turn> BY_TURN =
            Comparator.<Turn>comparingInt(turn -> -turn.job.spec.priority()).thenComparingLong(turn -> turn.job.serial);

    /** Lines that are not empty, by whose turn it is; children of one job may stand in several, by what they need. */
    static final Comparator<Line> BY_FIRST = Comparator.<Line>comparingInt(line -> -line.queuePriority)
            .thenComparing(Line::first, BY_TURN)
            .thenComparingLong(line -> line.need.memoryMiB());

    final Amount need;

    /** Null where as many may run at once as fit. */
    final @Nullable Throttle throttle;

    /** The queue's environments that are large enough, in its order; none when the job can never run. */
    final List<Pool> pools;

    private final int queuePriority;
    private final TreeSet<Turn> turns = new TreeSet<>(BY_TURN);

    Line(int queuePriority, Amount need, @Nullable Throttle throttle, List<Pool> pools) {
        this.queuePriority = queuePriority;
        this.need = need;
        this.throttle = throttle;
        this.pools = pools;
    }

    boolean isHopeless() {
        return pools.isEmpty();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    Turn first() {
        return turns.first();
    }

    void add(Turn turn) {
        turns.add(turn);
    }

    void remove(Turn turn) {
        turns.remove(turn);
    }
}
