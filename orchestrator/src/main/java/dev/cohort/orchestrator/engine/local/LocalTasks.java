package dev.cohort.orchestrator.engine.local;

import dev.cohort.batch.ChildRun;
import dev.cohort.batch.Ended;
import dev.cohort.batch.Running;
import dev.cohort.batch.TaskExecutor;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Job;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.Template;
import dev.cohort.contract.WorkerExit;
import dev.cohort.store.Store;
import dev.cohort.worker.Assignment;
import dev.cohort.worker.Cancellation;
import dev.cohort.worker.TaskResult;
import dev.cohort.worker.TaskRunner;
import dev.cohort.worker.WorkerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Attempts on this machine: each is one call of the worker, in a thread that it has to itself. */
final class LocalTasks implements TaskExecutor, AutoCloseable {
    private static final String CUDA = "CUDA_VISIBLE_DEVICES";

    private final TaskRunner runner;
    private final Gpus gpus;
    private final Executor threads;
    private final Map<String, Integer> passed = new ConcurrentHashMap<>();
    private final Map<String, Set<Integer>> cancelled = new ConcurrentHashMap<>();
    private final FailedAttempts failedAttempts = new FailedAttempts();
    private final Set<Cancellation> live = ConcurrentHashMap.newKeySet();

    LocalTasks(Store store, WorkerSettings settings, Gpus gpus, Executor threads) {
        this.runner = new TaskRunner(store, settings);
        this.gpus = gpus;
        this.threads = threads;
    }

    @Override
    public Running start(ChildRun run, Consumer<Ended> onEnd) {
        failedAttempts.started(run);
        Cancellation cancellation = new Cancellation();
        threads.execute(() -> onEnd.accept(attempt(run, cancellation)));
        return reason -> cancellation.stop(FailureKind.CANCELLED);
    }

    private static Assignment assignment(ChildRun run, List<String> devices, boolean areLent) {
        LocalJob job = (LocalJob) Objects.requireNonNull(run.spec().payload(), "payload");
        int index = run.indexOrZero();
        return new Assignment(
                given(job.assignment(), run, devices, areLent),
                job.lane(index),
                run.attempt(),
                run.id(),
                run.index() == null ? Assignment.PLAIN : index,
                run.spec().size());
    }

    /** What this attempt has beyond what the job asks for, and which GPUs: a task that has none must not find any. */
    private static Job given(Job job, ChildRun run, List<String> devices, boolean areLent) {
        boolean more = run.resources().memoryMiB() > run.spec().resources().memoryMiB();
        if (!more && !areLent) {
            return job;
        }
        Map<String, Template> variables = new LinkedHashMap<>(job.env());
        if (areLent) {
            variables.put(CUDA, Template.text(String.join(",", devices)));
        }
        return job.with(more ? job.limits().memory(run.resources().memoryMiB()) : job.limits(), variables);
    }

    /** Whatever goes wrong here, the job has to hear of an end, or the run would wait for it forever. */
    private Ended attempt(ChildRun run, Cancellation cancellation) {
        live.add(cancellation);
        List<String> devices = gpus.take(run.resources().gpus());
        try {
            TaskResult result = runner.run(assignment(run, devices, gpus.areLent()), cancellation);
            if (result.outcome().status() == Outcome.Status.PASSED) {
                passed.merge(run.jobId(), 1, Integer::sum);
            }
            if (result.outcome().kind() == FailureKind.CANCELLED) {
                cancelled
                        .computeIfAbsent(run.jobId(), job -> ConcurrentHashMap.newKeySet())
                        .add(run.indexOrZero());
            }
            Ended ended = ended(result);
            if (run.spec().retry().triesAgain(run.attempt(), ended)) {
                failedAttempts.ended(run, result.outcome());
            }
            return ended;
        } catch (RuntimeException | Error e) {
            String why = "its outcome could not be kept: " + (e.getMessage() == null ? e.toString() : e.getMessage());
            return new Ended(null, null, why);
        } finally {
            gpus.giveBack(devices);
            live.remove(cancellation);
        }
    }

    /** The message goes along, for the case that the outcome which says it could not be stored. */
    private static Ended ended(TaskResult result) {
        boolean memory = result.exitCode() == WorkerExit.OUT_OF_MEMORY.code();
        String message = result.outcome().message();
        return new Ended(
                result.exitCode(),
                memory ? "OutOfMemoryError: Container killed due to memory usage" : null,
                message == null ? Ended.EXITED : message);
    }

    void kill() {
        live.forEach(cancellation -> cancellation.kill(FailureKind.CANCELLED));
    }

    /** How many tasks of a job were done without running. */
    int passed(String jobId) {
        return passed.getOrDefault(jobId, 0);
    }

    FailedAttempts failedAttempts() {
        return failedAttempts;
    }

    boolean wasCancelled(String jobId, int index) {
        return cancelled.getOrDefault(jobId, Set.of()).contains(index);
    }

    @Override
    public void close() {
        runner.close();
    }
}
