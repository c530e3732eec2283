package dev.cohort.batch;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries directives out in their order, one thread at a time and outside any lock.
 *
 * <p>Who comes while another empties it leaves the rest to that one: an executor may report an end, or submit a job, from
 * within its own start, and neither recursion nor deadlock comes of it.
 */
final class Outbox {
    private final Queue<Directive> directives = new ConcurrentLinkedQueue<>();
    private final AtomicInteger comers = new AtomicInteger();
    private final Directive.Visitor driver;

    Outbox(Directive.Visitor driver) {
        this.driver = driver;
    }

    /** In the order of decisions, so called under the lock that guards those. */
    void add(List<Directive> decided) {
        directives.addAll(decided);
    }

    void empty() {
        if (comers.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            for (Directive next = directives.poll(); next != null; next = directives.poll()) {
                carryOut(next);
            }
            seen = comers.addAndGet(-seen);
        }
    }

    /** A fault of one executor goes where faults of threads go, and must not keep the other directives in. */
    private void carryOut(Directive directive) {
        try {
            directive.accept(driver);
        } catch (RuntimeException fault) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        }
    }
}
