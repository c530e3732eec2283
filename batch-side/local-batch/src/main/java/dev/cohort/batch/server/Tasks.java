package dev.cohort.batch.server;

import dev.cohort.batch.BatchVariables;
import dev.cohort.batch.ChildRun;
import dev.cohort.batch.Ended;
import dev.cohort.batch.ProcessExecutor;
import dev.cohort.batch.ProcessTask;
import dev.cohort.batch.Running;
import dev.cohort.batch.TaskExecutor;
import dev.cohort.batch.api.Container;
import dev.cohort.batch.api.LogStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs attempts as containers, or as processes in their place; each in a directory of its own, and with a log that stays. */
final class Tasks implements TaskExecutor, LogStreams, AutoCloseable {
    private final Way way;
    private final Secrets secrets;
    private final Map<String, String> given;
    private final TaskLogs logs;
    private final Path work;
    private final ProcessExecutor processes;
    private final Map<String, String> tasks = new ConcurrentHashMap<>();
    private final Map<String, Prepared> prepared = new ConcurrentHashMap<>();

    /** An attempt that is about to be started. */
    private record Prepared(String task, Way.Launch launch, Path directory, TaskLog log) {}

    /** @param given to every container, as its role would be; its own environment outweighs it */
    Tasks(Way way, Secrets secrets, Map<String, String> given, TaskLogs logs, Path work, Duration grace) {
        this.way = way;
        this.secrets = secrets;
        this.given = Map.copyOf(given);
        this.logs = logs;
        this.work = work;
        this.processes = new ProcessExecutor(this::process, grace);
    }

    @Override
    public Running start(ChildRun run, Consumer<Ended> onEnd) throws Exception {
        Container container = (Container) Objects.requireNonNull(run.spec().payload(), "payload");
        if (container.late() != null) {
            onEnd.accept(new Ended(null, null, container.late()));
            return reason -> {};
        }
        Prepared attempt;
        try {
            attempt = prepare(run, container);
        } catch (Way.NoSuchImage missing) {
            onEnd.accept(new Ended(null, missing.getMessage(), "Task failed to start"));
            return reason -> {};
        }
        try {
            return processes.start(run, ended -> onEnd.accept(ended(attempt, ended)));
        } catch (IOException notStarted) {
            close(attempt);
            throw notStarted;
        }
    }

    private Prepared prepare(ChildRun run, Container container) throws IOException, Way.NoSuchImage {
        String task = UUID.randomUUID().toString().replace("-", "");
        Map<String, String> environment = new LinkedHashMap<>(given);
        environment.putAll(container.environment());
        environment.putAll(secrets.values(container.secrets()));
        environment.putAll(BatchVariables.of(run));
        Path directory = Files.createDirectories(work.resolve(task));
        Way.Launch launch = launch(container, task, environment, directory);
        TaskLog log = logs.open(container.logGroup(), LogStreams.name(container, task), task);
        Prepared attempt = new Prepared(task, launch, directory, log);
        tasks.put(key(run.id(), run.attempt()), task);
        prepared.put(key(run.id(), run.attempt()), attempt);
        return attempt;
    }

    private Way.Launch launch(Container container, String task, Map<String, String> environment, Path directory)
            throws Way.NoSuchImage {
        try {
            return way.launch(container, task, environment, directory);
        } catch (Way.NoSuchImage missing) {
            clear(directory);
            throw missing;
        }
    }

    private ProcessTask process(ChildRun run) {
        Prepared attempt = Objects.requireNonNull(prepared.remove(key(run.id(), run.attempt())), "prepared");
        return new ProcessTask(
                attempt.launch.argv(), attempt.launch.environment(), attempt.directory, attempt.log.file);
    }

    private Ended ended(Prepared attempt, Ended process) {
        try {
            return way.ended(attempt.task, process);
        } finally {
            close(attempt);
        }
    }

    private void close(Prepared attempt) {
        logs.ended(attempt.log);
        clear(attempt.directory);
    }

    /** What can't be removed stays in the state directory, where somebody may look for it. */
    private static void clear(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException stays) {
            System.err.println("Cannot clear away " + directory + ": " + stays.getMessage());
        }
    }

    @Override
    public @Nullable String task(String jobId, int attempt) {
        return tasks.get(key(jobId, attempt));
    }

    private static String key(String jobId, int attempt) {
        return jobId + "#" + attempt;
    }

    @Override
    public void close() {
        processes.close();
        logs.close();
    }
}
