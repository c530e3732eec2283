package dev.cohort.orchestrator.engine.local;

import dev.cohort.batch.ChildDetail;
import dev.cohort.batch.Dependency;
import dev.cohort.batch.JobDetail;
import dev.cohort.batch.JobSpec;
import dev.cohort.batch.JobStatus;
import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.Resources;
import dev.cohort.batch.RetryStrategy;
import dev.cohort.batch.Throttle;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.JobView;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.store.Store;
import dev.cohort.worker.WorkerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on this machine: the jobs of a plan go through Batch's own rules, and each attempt through the worker, which
 * also ends what takes too long.
 */
public final class LocalCompute implements Compute {
    private static final Set<JobStatus> FAILED = EnumSet.of(JobStatus.FAILED);
    private static final int PAGE = 1_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final LocalTasks tasks;
    private final LocalBatch batch;
    private final Map<String, Ended> ends = new HashMap<>();
    private long version;

    /** Of the tasks of a job that had ended badly: how many failed themselves, and how many were stopped. */
    private record Ended(int badly, int failed, int cancelled) {
        static final Ended NONE = new Ended(0, 0, 0);

        int upstream() {
            return badly - failed - cancelled;
        }
    }

    public LocalCompute(Store store, Machine machine, WorkerSettings settings) {
        this.tasks = new LocalTasks(store, settings, new Gpus(machine.gpus()), threads);
        Resources capacity = new Resources(
                machine.cpus(), machine.memoryMiB(), machine.gpus().size());
        this.batch = new LocalBatch(Layout.machine(capacity), tasks, Runnable::run);
    }

    @Override
    public String submit(RunPlan plan, PlannedJob job, Map<String, String> ids, Licence licence) {
        StepSpec step = plan.graph().step(job.step()).spec();
        boolean join = job.kind() == JobKind.JOIN;
        JobSpec spec = JobSpec.named(job.name())
                .array(job.size() > 1 ? job.size() : 0)
                .priority(plan.rank(step.name()))
                .dependsOn(job.dependsOn().stream()
                        .map(dependency -> dependency(dependency, ids))
                        .toList())
                .resources(
                        join
                                ? new Resources(0, 0)
                                : new Resources(
                                        step.resources().cpus(),
                                        step.resources().memoryMiB(),
                                        step.resources().gpus()))
                .retry(join ? RetryStrategy.ONCE : Retries.of(step.retry()))
                .throttle(join ? null : throttle(step))
                .payload(new LocalJob(plan, job))
                .build();
        return batch.submit(spec);
    }

    /** A job of this machine ends with the process that submitted it. */
    @Override
    public Map<String, String> find(RunPlan plan, Collection<PlannedJob> jobs) {
        return Map.of();
    }

    @Override
    public void adopt(RunPlan plan, PlannedJob job, String id) {
        throw new IllegalStateException("a job of this machine can't outlive the process that submitted it: " + id);
    }

    @Override
    public boolean leadsOnFromFailed() {
        return true;
    }

    private static @Nullable Throttle throttle(StepSpec step) {
        OptionalInt most = step.placement().maxParallel();
        return most.isPresent() ? new Throttle(step.name(), most.getAsInt()) : null;
    }

    private static Dependency dependency(JobDependency dependency, Map<String, String> ids) {
        String id = ids.get(dependency.job());
        if (id == null) {
            throw new IllegalStateException(dependency.job() + " is waited for and was not submitted");
        }
        return dependency.type() == JobDependency.Type.N_TO_N ? Dependency.nToN(id) : Dependency.whole(id);
    }

    @Override
    public List<JobView> look(Collection<String> ids) {
        return batch.describe(ids).stream().map(this::view).toList();
    }

    private JobView view(JobDetail job) {
        int ok = job.count(JobStatus.SUCCEEDED);
        int passed = Math.min(ok, tasks.passed(job.id()));
        Ended ended = ended(job.id(), job.count(JobStatus.FAILED));
        int running = job.count(JobStatus.RUNNING) + job.count(JobStatus.STARTING);
        int pending = job.spec().size() - ok - ended.badly() - running;
        return new JobView(
                job.id(),
                job.status().isEnded(),
                new TaskCounts(
                                ok - passed,
                                passed,
                                ended.failed(),
                                ended.upstream(),
                                running,
                                pending,
                                ended.cancelled())
                        .retried(tasks.failedAttempts().count(job.id())));
    }

    /**
     * How those that ended badly did. Asked again only when there are more than before; by then more may have ended than the
     * caller has seen, which it will see the next time.
     */
    private Ended ended(String id, int badly) {
        Ended known = ends.getOrDefault(id, Ended.NONE);
        if (known.badly() != badly) {
            List<TaskEnd> found = failures(id);
            int failed = Math.min(badly, count(found, TaskEnd.How.FAILED));
            int cancelled = Math.min(badly - failed, count(found, TaskEnd.How.CANCELLED));
            known = new Ended(badly, failed, cancelled);
            ends.put(id, known);
        }
        return known;
    }

    private static int count(List<TaskEnd> ends, TaskEnd.How how) {
        return (int) ends.stream().filter(end -> end.how() == how).count();
    }

    @Override
    public List<TaskEnd> failures(String id) {
        JobDetail job = batch.describe(List.of(id)).get(0);
        if (!job.spec().isArray()) {
            return job.status() == JobStatus.FAILED
                    ? List.of(end(id, 0, job.attempts().size(), job.statusReason()))
                    : List.of();
        }
        List<TaskEnd> ends = new ArrayList<>();
        List<ChildDetail> page = batch.children(id, FAILED, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(child -> ends.add(end(id, child.index(), child.attempts(), child.statusReason())));
            page = batch.children(id, FAILED, page.get(page.size() - 1).index() + 1, PAGE);
        }
        return ends;
    }

    @Override
    public List<FailedAttempt> retries(String id) {
        return tasks.failedAttempts().first(id);
    }

    private TaskEnd end(String id, int index, int attempts, @Nullable String statusReason) {
        TaskEnd.How how = attempts == 0
                ? TaskEnd.How.UPSTREAM
                : tasks.wasCancelled(id, index) ? TaskEnd.How.CANCELLED : TaskEnd.How.FAILED;
        return new TaskEnd(
                index, how, statusReason == null ? "it left no outcome, and no reason was given" : statusReason);
    }

    @Override
    public void terminate(String id, String reason) {
        batch.terminate(id, reason);
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        version = batch.awaitChange(version, atMost);
    }

    /** Kills what runs, without a grace, for a process that is about to leave. */
    public void kill() {
        tasks.kill();
    }

    @Override
    public void close() {
        batch.close();
        threads.shutdown();
        tasks.close();
    }
}
