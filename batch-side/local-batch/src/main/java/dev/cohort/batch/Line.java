package dev.cohort.batch;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The jobs of one queue that need the same, in the order of their turns: when the first does not fit, none does, so a
 * line costs one look however many tasks wait in it.
 */
final class Line {
    private static final Comparator<Job> BY_TURN =
            Comparator.<Job>comparingInt(job -> -job.spec.priority()).thenComparingLong(job -> job.serial);

    /** Lines that are not empty, by whose turn it is. */
    static final Comparator<Line> BY_FIRST =
            Comparator.<Line>comparingInt(line -> -line.queuePriority).thenComparing(Line::first, BY_TURN);

    final Amount need;

    private List<Pool> pools = List.of();
    private int queuePriority;
    private final TreeSet<Job> jobs = new TreeSet<>(BY_TURN);

    Line(Amount need) {
        this.need = need;
    }

    /** The queue's environments that are large enough, in its order; none when the job can not run as things are. */
    List<Pool> pools() {
        return pools;
    }

    /** The queue or its environments are others from now on; nobody may be waiting by the old order. */
    void serve(int priority, List<Pool> largeEnough) {
        queuePriority = priority;
        pools = List.copyOf(largeEnough);
    }

    boolean isHopeless() {
        return pools.isEmpty();
    }

    /** Whether somebody waits here for room. */
    boolean isWaiting() {
        return !jobs.isEmpty() && !isHopeless();
    }

    Job first() {
        return jobs.first();
    }

    void add(Job job) {
        jobs.add(job);
    }

    void remove(Job job) {
        jobs.remove(job);
    }
}
