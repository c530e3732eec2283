package dev.cohort.batch;

import java.util.function.Consumer;

/** The port to whatever does the work of an attempt. */
@FunctionalInterface
public interface TaskExecutor {
    /**
     * Starts the attempt and returns without waiting for its end, which it reports exactly once from any thread, also
     * from within this call. What it throws counts as an attempt that could not be started.
     */
    Running start(ChildRun run, Consumer<Ended> onEnd) throws Exception;
}
