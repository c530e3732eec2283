package dev.cohort.worker;

import dev.cohort.contract.Outcome;
import java.util.Objects;

/**
 * How an attempt ended, as its outcome tells it, and the code that a worker's process ends with for it.
 *
 * @param exitCode 0 done or passed, 1 final failure, 75 may pass, 76 out of memory
 */
public record TaskResult(Outcome outcome, int exitCode) {
    public TaskResult {
        Objects.requireNonNull(outcome, "outcome");
    }
}
