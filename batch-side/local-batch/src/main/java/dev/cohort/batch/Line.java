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

    /** The queue's environments that are large enough, in its order; none when the job can never run. */
    final List<Pool> pools;

    private final int queuePriority;
    private final TreeSet<Job> jobs = new TreeSet<>(BY_TURN);

    Line(int queuePriority, Amount need, List<Pool> pools) {
        this.queuePriority = queuePriority;
        this.need = need;
        this.pools = pools;
    }

    boolean isHopeless() {
        return pools.isEmpty();
    }

    boolean isEmpty() {
        return jobs.isEmpty();
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
