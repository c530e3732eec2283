package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.StoredJob;
import dev.cohort.orchestrator.catalog.StoredRequest;
import dev.cohort.orchestrator.catalog.StoredRun;
import dev.cohort.orchestrator.catalog.StoredTask;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.JobEnds;
import dev.cohort.orchestrator.engine.aws.JobLogs;
import dev.cohort.orchestrator.journal.Follower;
import dev.cohort.orchestrator.journal.Journal;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.store.Store;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tasks of a run on a queue by the ids of AWS Batch, over all its rounds; AWS is asked only where somebody wants to know more. */
final class QueueTasks implements AutoCloseable {
    /** So many that failed are told of each job. */
    private static final int MOST_LISTED = 1_000;

    /** So many that ended badly are looked through for them in all: a call tells of a hundred. */
    private static final int MOST_READ = 10_000;

    private final Console console;
    private final Store store;
    private final StoredRun run;
    private final Follower follower;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<Integer, Optional<StoredRun>> rounds = new HashMap<>();
    private @Nullable AwsClients clients;
    private int read;
    private boolean cutOff;

    private QueueTasks(Console console, Store store, StoredRun run) {
        this.console = console;
        this.store = store;
        this.run = run;
        this.follower = new Follower(new Journal(store, run.id()));
        follower.listen((event, progress) -> {
            if (event instanceof RunEvent.Submitted submitted) {
                ids.put(submitted.job(), submitted.id());
            }
        });
    }

    /** Empty where the tasks of a run are processes of a machine. */
    static Optional<QueueTasks> of(Console console, Store store, StoredRun run) {
        QueueTasks tasks = new QueueTasks(console, store, run);
        return tasks.progress().isOnQueue() ? Optional.of(tasks) : Optional.empty();
    }

    /**
     * A task and its job.
     *
     * @param id by which AWS Batch knows the task; null where its job was not submitted
     */
    record Placed(StoredTask task, @Nullable String id) {}

    /** As it stands now. */
    RunProgress progress() {
        var unused = follower.readOn();
        return follower.progress();
    }

    /** Where it was submitted last; empty where the run had nothing to do for it. */
    Optional<Placed> find(String step, @Nullable String sample) {
        List<Placed> placed = latestRoundsFirst()
                .flatMap(round -> round.task(step, sample).stream())
                .map(task -> new Placed(task, id(task)))
                .toList();
        return placed.stream()
                .filter(each -> each.id() != null)
                .findFirst()
                .or(() -> placed.stream().findFirst());
    }

    private Stream<StoredRun> latestRoundsFirst() {
        return IntStream.iterate(progress().round(), round -> round > 0, round -> round - 1)
                .mapToObj(round -> rounds.computeIfAbsent(round, number -> run.round(number, new Problems())))
                .flatMap(Optional::stream);
    }

    private @Nullable String id(StoredTask task) {
        String job = ids.get(task.job().name());
        return job == null ? null : taskId(job, task.job(), task.index());
    }

    private static String taskId(String id, StoredJob job, int index) {
        return JobLogs.taskId(id, job.kind() == JobKind.ARRAY, index);
    }

    /** A task that AWS Batch, or whoever looked after the run, calls failed. */
    record Failed(
            @Nullable String sample,
            String reason,
            @Nullable String id) {}

    /** The tasks of a step that failed: as AWS Batch tells now, some of each job where there are very many, and those that somebody has seen fail. */
    Stream<Failed> failed(String step) {
        return Stream.concat(
                latestRoundsFirst().flatMap(round -> failed(round, step)),
                progress().failures().stream()
                        .filter(task -> task.step().equals(step))
                        .map(this::seen));
    }

    private Failed seen(FailedTask task) {
        return new Failed(
                task.sample(),
                task.message(),
                find(task.step(), task.sample()).map(Placed::id).orElse(null));
    }

    private Stream<Failed> failed(StoredRun round, String step) {
        return round.jobs().stream()
                .filter(job -> job.step().equals(step) && job.kind() != JobKind.JOIN && ids.containsKey(job.name()))
                .flatMap(job -> failed(round, job, String.valueOf(ids.get(job.name()))));
    }

    private Stream<Failed> failed(StoredRun round, StoredJob job, String id) {
        List<TaskEnd> ends =
                listed(id).stream().sorted(Comparator.comparing(TaskEnd::index)).toList();
        Set<Integer> indices = ends.stream().map(TaskEnd::index).collect(Collectors.toSet());
        Map<Integer, String> samples = job.hasLanes() && !ends.isEmpty() ? round.samples(job, indices) : Map.of();
        return ends.stream()
                .map(end -> new Failed(samples.get(end.index()), end.reason(), taskId(id, job, end.index())));
    }

    private List<TaskEnd> listed(String id) {
        if (read >= MOST_READ) {
            cutOff = true;
            return List.of();
        }
        JobEnds.Failed failed = new JobEnds(clients()).failed(id, MOST_LISTED, MOST_READ - read);
        read += failed.read();
        cutOff |= !failed.isAll();
        return failed.tasks();
    }

    /** How many tasks that ended badly were looked through for failed ones where that was not all of them; 0 where it was. */
    int cutOffAfter() {
        return cutOff ? read : 0;
    }

    JobLogs logs() {
        return new JobLogs(clients());
    }

    private AwsClients clients() {
        if (clients == null) {
            clients = console.aws().clients(region());
        }
        return clients;
    }

    private @Nullable String region() {
        return new StoredRequest(store, run.id())
                .read(new Problems())
                .flatMap(request -> Optional.ofNullable(request.account()))
                .map(account -> account.region())
                .orElse(null);
    }

    @Override
    public void close() {
        if (clients != null) {
            clients.close();
        }
    }
}
