package dev.cohort.orchestrator.cli;

import dev.cohort.contract.Outcome;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredStep;
import dev.cohort.orchestrator.catalog.StoredTask;
import dev.cohort.orchestrator.catalog.TaskTraces;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.images.ImageChoice;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.run.RunRequest.InContainers;
import dev.cohort.orchestrator.spec.Sources;
import dev.cohort.orchestrator.view.TaskStory;
import dev.cohort.store.ByteRange;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import dev.cohort.worker.Assignment;
import dev.cohort.worker.LiveTasks;
import dev.cohort.worker.Rehearsal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts together what the store, the worker and this machine know of one task. */
final class TaskStories {
    private static final int TAIL_BYTES = 16 * 1024;

    private final Store store;
    private final StoredRun run;
    private final StoredStep step;
    private final @Nullable String sample;
    private final Optional<Outcome> outcome;
    private final Assignment assignment;
    private final QueueStory queue;

    TaskStories(
            Console console, Store store, StoredRun run, StoredStep step, @Nullable String sample, StoredTask task) {
        this.store = store;
        this.run = run;
        this.step = step;
        this.sample = sample;
        this.outcome = new TaskTraces(store, run)
                .outcomes(step.name(), sample).stream().findFirst();
        this.queue = new QueueStory(console, store, run);
        this.assignment = run.assignment(task, outcome.map(Outcome::attempt).orElse(1));
    }

    /** What its worker was given. */
    Assignment assignment() {
        return assignment;
    }

    TaskStory story() {
        Rehearsal rehearsal = Rehearsal.of(store, assignment);
        SortedMap<Integer, Stored> logs = new TaskTraces(store, run).logs(step.name(), sample);
        return new TaskStory(
                run.id().text(),
                run.name(),
                step.name(),
                sample,
                step.attempts(),
                new LiveTasks(store)
                        .find(run.id().text(), step.name(), sample)
                        .map(LiveTasks.LiveTask::attempt)
                        .orElse(null),
                life(),
                outcome.orElse(null),
                locations(logs),
                outcome.isPresent() ? List.of() : tail(logs),
                rehearsal.inputs().stream().map(TaskStories::input).toList(),
                inputsAsThen(rehearsal),
                rehearsal.body().kind(),
                image(),
                rehearsal.body().argv(),
                rehearsal.body().environment(),
                rehearsal.body().with(),
                assignment.job().limits(),
                store.locationOf(Key.of(run.layout().results(step.name(), sample)))
                        .toString(),
                queue.of(step.name(), sample, outcome.isEmpty()));
    }

    /** As the run was asked for it; of one that did not write that down nothing is known. */
    private @Nullable String image() {
        return new StoredRequest(store, run.id())
                .read(new Problems())
                .map(this::images)
                .map(images -> images.get(step.name()))
                .orElse(null);
    }

    private Map<String, String> images(RunRequest request) {
        if (request.account() != null) {
            return request.account().images();
        }
        InContainers containers = request.containers();
        return containers == null
                ? Map.of()
                : graph(request)
                        .map(graph -> ImageChoice.of(
                                        containers.images(),
                                        graph.pipeline().steps().keySet(),
                                        new Problems())
                                .byStep(graph))
                        .orElse(Map.of());
    }

    private static Optional<StepGraph> graph(RunRequest request) {
        return Loaded.of(
                        request.source(),
                        Sources.among(request.sources()),
                        request.base(),
                        Optional.ofNullable(request.profile()),
                        new Problems())
                .map(Loaded::graph);
    }

    private TaskStory.Life life() {
        RunProgress progress = Follower.replay(new Journal(store, run.id()));
        if (progress.hasEnded()) {
            return progress.state() == RunState.CANCELLED ? TaskStory.Life.CANCELLED : TaskStory.Life.ENDED;
        }
        return new RunLife(store, run.id()).goesOn() ? TaskStory.Life.GOES_ON : TaskStory.Life.CUT_OFF;
    }

    private SortedMap<Integer, String> locations(SortedMap<Integer, Stored> logs) {
        SortedMap<Integer, String> locations = new TreeMap<>();
        logs.forEach((attempt, log) ->
                locations.put(attempt, store.locationOf(log.key()).toString()));
        return locations;
    }

    /** Of the last attempt that printed anything; a log may be of any size. */
    private List<String> tail(SortedMap<Integer, Stored> logs) {
        Stored log = logs.isEmpty() ? null : logs.get(logs.lastKey());
        if (log == null) {
            return List.of();
        }
        ByteRange end = new ByteRange(Math.max(0, log.size() - TAIL_BYTES), TAIL_BYTES);
        try (Opened opened = store.get(log.key(), end, Expect.ANYTHING)) {
            return new String(opened.bytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private @Nullable Boolean inputsAsThen(Rehearsal rehearsal) {
        String then = outcome.map(Outcome::in).orElse(null);
        return then == null ? null : rehearsal.in().map(then::equals).orElse(null);
    }

    private static TaskStory.Input input(Rehearsal.Input input) {
        return new TaskStory.Input(
                input.name(),
                input.text(),
                input.isFile(),
                input.producer(),
                input.files(),
                input.bytes(),
                input.identity(),
                input.fault());
    }
}
