package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.aws.JobLogs;
import dev.cohort.orchestrator.view.TaskStory;
import dev.cohort.store.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What AWS Batch knows of a task. The story is told without it, too: whoever may read the store need not have rights there. */
final class QueueStory {
    private static final int TAIL_LINES = 20;

    private final Console console;
    private final Store store;
    private final StoredRun run;

    QueueStory(Console console, Store store, StoredRun run) {
        this.console = console;
        this.store = store;
        this.run = run;
    }

    /** Null for a run that is on no queue. With the end of its log where it has no other. */
    TaskStory.@Nullable OnQueue of(String step, @Nullable String sample, boolean withTail) {
        Optional<QueueTasks> queue = QueueTasks.of(console, store, run);
        if (queue.isEmpty()) {
            return null;
        }
        try (QueueTasks tasks = queue.get()) {
            return tasks.find(step, sample)
                    .map(placed -> of(tasks, placed, withTail))
                    .orElse(null);
        }
    }

    private TaskStory.OnQueue of(QueueTasks tasks, QueueTasks.Placed placed, boolean withTail) {
        String image = placed.task().job().image();
        Optional<JobLogs.Told> told = Optional.empty();
        List<String> tail = List.of();
        try {
            told = Optional.ofNullable(placed.id()).flatMap(id -> tasks.logs().look(id));
            tail = withTail ? tail(tasks.logs(), told) : tail;
        } catch (ComputeFailure failure) {
            tell(failure);
        }
        return new TaskStory.OnQueue(
                placed.id(),
                image,
                told.map(JobLogs.Told::standing).orElse(null),
                told.map(JobLogs.Told::attempts).orElse(List.of()).stream()
                        .map(attempt ->
                                new TaskStory.OnQueue.Attempt(attempt.number(), attempt.group(), attempt.stream()))
                        .toList(),
                tail);
    }

    private static List<String> tail(JobLogs logs, Optional<JobLogs.Told> told) {
        return told.flatMap(JobLogs.Told::lastPrinting)
                .map(attempt -> logs.tail(attempt, TAIL_LINES))
                .orElse(List.of());
    }

    private void tell(ComputeFailure failure) {
        Problem problem = Problem.warning(String.valueOf(failure.getMessage()));
        console.tell(List.of(failure.hint().map(problem::hint).orElse(problem)));
    }
}
