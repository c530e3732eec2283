package dev.cohort.orchestrator.run;

import dev.cohort.contract.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a task that failed and was followed by another, as it is told to the user.
 *
 * @param sample null for the task of a cohort step
 * @param attempt the one that failed, from 1
 * @param attempts how often the task is tried at most
 * @param kind null where only the outcome knows it, which was not read
 */
public record RetriedTask(
        String step,
        @Nullable String sample,
        int attempt,
        int attempts,
        @Nullable FailureKind kind,
        String message) {}
