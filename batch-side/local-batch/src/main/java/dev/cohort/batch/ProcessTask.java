package dev.cohort.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a {@link ProcessExecutor} runs for one attempt.
 *
 * @param environment all of it; only Batch's own variables are added
 * @param log gets standard output and standard error, and is made anew
 */
public record ProcessTask(List<String> argv, Map<String, String> environment, Path directory, Path log) {
    public ProcessTask {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(log, "log");
        RefusedJob.unless(!argv.isEmpty(), "A process without a command cannot be run.");
    }
}
