package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.FailedTask;
import org.jspecify.annotations.Nullable;

/** Which task is meant; a null sample means the cohort. */
record TaskName(String step, @Nullable String sample) {
    static TaskName of(FailedTask task) {
        return new TaskName(task.step(), task.sample());
    }
}
