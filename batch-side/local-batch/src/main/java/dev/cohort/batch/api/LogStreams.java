package dev.cohort.batch.api;

import org.jspecify.annotations.Nullable;

/** Knows where attempts log to. */
@FunctionalInterface
public interface LogStreams {
    /** The id of the attempt's task, by which its log stream is named; null for one that never came to run. */
    @Nullable String task(String jobId, int attempt);

    /** The name of a log stream, as AWS forms it. */
    static String name(Container container, String task) {
        return container.logPrefix() + "/default/" + task;
    }
}
