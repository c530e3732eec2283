package dev.cohort.orchestrator.run;

import dev.cohort.contract.FailureKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task that failed for good, as it is told to the user.
 *
 * @param sample null for the task of a cohort step
 * @param log where its whole log lies, if it left one
 * @param tail the last lines of the log
 */
public record FailedTask(
        String step,
        @Nullable String sample,
        FailureKind kind,
        String message,
        @Nullable String log,
        List<String> tail) {
    public FailedTask {
        tail = List.copyOf(tail);
    }
}
