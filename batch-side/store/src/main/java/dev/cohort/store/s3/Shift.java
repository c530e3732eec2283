package dev.cohort.store.s3;

import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those who work at one job, until it is done or one of them fails; then the others are interrupted. */
final class Shift implements Runnable {
    private final Crew.Job job;
    /** Who is at work, and whether we have interrupted them. */
    private final Map<Thread, Boolean> working = new HashMap<>();

    private int present;
    private @Nullable Throwable failure;

    Shift(Crew.Job job) {
        this.job = job;
    }

    /** Counts one more, before it begins. */
    synchronized void join() {
        present++;
    }

    synchronized void leave() {
        present--;
        notifyAll();
    }

    @Override
    public void run() {
        begin();
        try {
            for (Optional<Runnable> piece = next(); piece.isPresent(); piece = next())
                piece.get().run();
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            finish();
        }
    }

    private synchronized void begin() {
        working.put(Thread.currentThread(), false);
    }

    private synchronized Optional<Runnable> next() {
        return failure == null ? job.next() : Optional.empty();
    }

    private synchronized void fail(Throwable cause) {
        if (failure != null) return;
        failure = cause;
        working.replaceAll((thread, told) -> {
            if (thread != Thread.currentThread()) thread.interrupt();
            return thread != Thread.currentThread();
        });
    }

    /** Our own interrupt ends here; what a thread does next is none of its business. */
    private synchronized void finish() {
        if (Boolean.TRUE.equals(working.remove(Thread.currentThread()))) Thread.interrupted();
        leave();
    }

    /** Waits for the others. */
    void end() {
        boolean interrupted = false;
        while (!awaitOthers()) interrupted = true;
        if (interrupted) Thread.currentThread().interrupt();
        rethrow();
    }

    /** @return false if this was interrupted, and so stopped them */
    private synchronized boolean awaitOthers() {
        try {
            while (present > 0) wait();
            return true;
        } catch (InterruptedException e) {
            fail(new StoreFailure(Kind.INTERRUPTED, "A transfer from or to S3 was interrupted", e));
            return false;
        }
    }

    private synchronized void rethrow() {
        if (failure instanceof RuntimeException e) throw e;
        if (failure instanceof Error e) throw e;
    }
}
