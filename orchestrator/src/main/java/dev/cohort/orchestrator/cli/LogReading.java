package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.store.Store;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the logs of a step's tasks are read: in the store, and on this machine or in CloudWatch. */
final class LogReading implements AutoCloseable {
    private final Console console;
    private final Store store;
    private final StoredRun run;
    private final StoredStep step;
    private final Optional<QueueTasks> queue;

    LogReading(Console console, Store store, StoredRun run, StoredStep step) {
        this.console = console;
        this.store = store;
        this.run = run;
        this.step = step;
        this.queue = QueueTasks.of(console, store, run);
    }

    FailedLogs failed() {
        return new FailedLogs(console, store, run, step, queue);
    }

    /** The exit code. */
    int show(@Nullable String sample, @Nullable Integer attempt) throws IOException {
        TaskLog log = log(sample);
        return queue.isPresent() ? onQueue(queue.get(), log, sample).show(attempt) : log.show(attempt);
    }

    /** The exit code. */
    int follow(@Nullable String sample, @Nullable Integer attempt) throws IOException, InterruptedException {
        TaskLog log = log(sample);
        RunLife life = new RunLife(store, run.id());
        return queue.isPresent()
                ? onQueue(queue.get(), log, sample).follow(attempt)
                : new FollowedTask(console, log, attempt, life::goesOn).show();
    }

    private TaskLog log(@Nullable String sample) {
        return new TaskLog(console, store, run, step, sample);
    }

    private QueueTaskLog onQueue(QueueTasks tasks, TaskLog log, @Nullable String sample) {
        return new QueueTaskLog(console, tasks, log, step.name(), sample);
    }

    @Override
    public void close() {
        queue.ifPresent(QueueTasks::close);
    }
}
