package dev.cohort.store.s3;

import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does the pieces of a job at the same time: the caller works along, and whoever is idle joins in. Nobody ever waits for somebody to be
 * idle, so a piece may itself be such a job.
 */
final class Crew implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor idle;
    private final int size;

    Crew(int size) {
        this.size = size;
        this.idle = new ThreadPoolExecutor(
                0, Math.max(1, size - 1), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), Crew::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "s3");
        thread.setDaemon(true);
        return thread;
    }

    /** What is to be done. */
    interface Job {
        /** The next piece; asked by one at a time, and no more once it had none or a piece has failed. */
        Optional<Runnable> next();
    }

    /** Returns when all pieces are done, or throws what the first one threw, when nobody works at any other any more. */
    void work(Job job, long pieces) {
        Shift shift = new Shift(job);
        for (long helpers = Math.min(pieces, size) - 1; helpers > 0 && join(shift); helpers--) {}
        shift.join();
        shift.run();
        shift.end();
    }

    private boolean join(Shift shift) {
        shift.join();
        try {
            idle.execute(shift);
            return true;
        } catch (RejectedExecutionException e) {
            shift.leave();
            return false;
        }
    }

    /** Begins something that will be asked for; at the latest, whoever asks does it. */
    <T> Supplier<T> ahead(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            idle.execute(task);
        } catch (RejectedExecutionException e) {
            // Nobody is idle.
        }
        return () -> {
            task.run();
            return result(task);
        };
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure(Kind.INTERRUPTED, "Listing S3 was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        idle.shutdownNow();
    }
}
