package dev.cohort.batch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt in the hands of an executor: passes a stop on to it whenever it comes, before, in or after the start. */
final class LiveAttempt {
    final ChildRun run;
    private @Nullable Running running;
    private @Nullable String stopReason;

    LiveAttempt(ChildRun run) {
        this.run = run;
    }

    void start(TaskExecutor tasks, Runnable onStarted, Consumer<Ended> onEnded) {
        String reason = stopReason();
        if (reason != null) {
            onEnded.accept(Ended.notStarted(reason));
            return;
        }
        Running handle;
        try {
            handle = tasks.start(run, onEnded);
        } catch (Throwable fault) {
            // Whatever it is, the capacity has to come back and the job has to know.
            onEnded.accept(notStarted(fault));
            return;
        }
        begun(handle, onStarted);
    }

    static Ended notStarted(Throwable fault) {
        return Ended.notStarted(fault.getMessage() == null ? fault.toString() : fault.getMessage());
    }

    /** An attempt that is not started yet never will be; one that is being started is stopped as soon as it can be. */
    void stop(String reason) {
        Running now;
        synchronized (this) {
            stopReason = reason;
            now = running;
        }
        if (now != null) {
            now.stop(reason);
        }
    }

    private void begun(Running handle, Runnable onStarted) {
        onStarted.run();
        String reason;
        synchronized (this) {
            running = handle;
            reason = stopReason;
        }
        if (reason != null) {
            handle.stop(reason);
        }
    }

    private synchronized @Nullable String stopReason() {
        return stopReason;
    }
}
