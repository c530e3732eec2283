package dev.cohort.orchestrator.engine;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Submits a plan whole, then watches it through and tells what happens; the compute holds the graph. */
public final class Engine {
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** A look at many jobs costs time that the tasks want, and one after each task would be most of the work; so it takes this part. */
    private static final long SHARE = 20;

    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    private final RunPlan plan;
    private final Compute compute;
    private final Failures failures;
    private final RunFiles files;
    private final RunListener listener;
    private final boolean stopOnFailure;
    private final RunProgress progress;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final Map<String, PlannedJob> jobsById = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final HeldJobs held = new HeldJobs();

    /** Those that are not seen to have ended yet, in the order of their submission. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Map<String, TaskCounts> told = new HashMap<>();
    private final Map<String, BitSet> toldFailures = new HashMap<>();
    private boolean stopping;

    public Engine(
            RunPlan plan,
            Compute compute,
            Failures failures,
            RunFiles files,
            RunListener listener,
            boolean stopOnFailure) {
        this.plan = plan;
        this.compute = compute;
        this.failures = failures;
        this.files = files;
        this.listener = listener;
        this.stopOnFailure = stopOnFailure;
        this.progress = new RunProgress(plan);
    }

    /** Asks, from any thread, that nothing more be started and what runs be ended. */
    public void stop() {
        stopAsked.countDown();
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    /** Runs the plan to its end. */
    public RunProgress run() throws InterruptedException {
        submitAll();
        while (!open.isEmpty() || !held.isEmpty()) {
            compute.awaitChange(GLANCE);
            long before = System.nanoTime();
            watch();
            rest(System.nanoTime() - before);
        }
        tell(new RunEvent.Ended(endState()));
        return progress;
    }

    /** What comes meanwhile is seen at the next look, all at once; who asks to stop is heard at once. */
    private void rest(long spentNanos) throws InterruptedException {
        if (!open.isEmpty() && !isStopAsked()) {
            long nanos = Math.min(SHARE * spentNanos, LONGEST_REST.toNanos());
            var unused = stopAsked.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void submitAll() {
        for (PlannedJob job : plan.jobs()) {
            if (isStopAsked()) {
                held.forget();
                return;
            }
            if (!held.hold(job, ids)) {
                submit(job);
            }
        }
    }

    private void submit(PlannedJob job) {
        String id = compute.submit(plan, job, ids);
        ids.put(job.name(), id);
        jobsById.put(id, job);
        open.add(id);
        tell(new RunEvent.Submitted(job.name(), id));
    }

    /** One look at all jobs that have not ended. */
    private void watch() {
        stopIfWanted();
        for (JobView view : compute.look(List.copyOf(open))) {
            tellProgress(view);
            if (view.ended()) {
                open.remove(view.id());
                held.ended(jobOf(view.id()).name());
            }
        }
        held.letGo(ids, new Release());
        listener.glance(progress);
    }

    private void tellProgress(JobView view) {
        PlannedJob job = jobOf(view.id());
        TaskCounts before = told.put(view.id(), view.counts());
        if (job.kind() == JobKind.JOIN || view.counts().equals(before)) {
            return;
        }
        if (before == null || view.counts().failed() > before.failed()) {
            tellFailures(view.id(), job);
        }
        tell(new RunEvent.Progressed(job.name(), view.counts()));
    }

    /** Beyond what is kept of them, failures are only counted: to explain one takes a look into the store. */
    private void tellFailures(String id, PlannedJob job) {
        if (!progress.keepsFailures()) {
            return;
        }
        BitSet known = toldFailures.computeIfAbsent(id, ignored -> new BitSet());
        for (Compute.TaskEnd end : compute.failures(id)) {
            if (!end.upstream() && !known.get(end.index()) && progress.keepsFailures()) {
                known.set(end.index());
                tell(new RunEvent.TaskFailed(failures.explain(job, end)));
            }
        }
    }

    private void stopIfWanted() {
        boolean failed = stopOnFailure && progress.all().failed() > 0;
        if (!stopping && (failed || isStopAsked())) {
            stopping = true;
            held.forget();
            open.forEach(id -> compute.terminate(id, failed ? "another task failed" : "cancelled"));
        }
    }

    /** Who asked to stop when all was done already has stopped nothing. */
    private RunState endState() {
        if (progress.all().allWell()) {
            return RunState.SUCCEEDED;
        }
        return isStopAsked() ? RunState.CANCELLED : RunState.FAILED;
    }

    private void tell(RunEvent event) {
        progress.apply(event);
        listener.on(event, progress);
    }

    private PlannedJob jobOf(String id) {
        PlannedJob job = jobsById.get(id);
        if (job == null) {
            throw new IllegalStateException("the compute told of a job that was not submitted: " + id);
        }
        return job;
    }

    /** Hands a gather over as soon as its lanes have ended, if there are enough of them. */
    private final class Release implements HeldJobs.Release {
        @Override
        public boolean submit(PlannedJob job) {
            if (job.isHeld()) {
                AbsentLanes absent = absent(job);
                Optional<FailedTask> tooMany = absent.tooMany();
                if (tooMany.isPresent()) {
                    tell(new RunEvent.TaskFailed(tooMany.get()));
                    return false;
                }
                files.writeAbsent(job, absent);
            }
            Engine.this.submit(job);
            return true;
        }

        private AbsentLanes absent(PlannedJob gather) {
            AbsentLanes absent = new AbsentLanes(plan, gather);
            for (String name : gather.afterEnd()) {
                String id = Objects.requireNonNull(ids.get(name), name);
                absent.add(jobOf(id), compute.failures(id));
            }
            return absent;
        }

        @Override
        public void giveUp(PlannedJob job) {
            tell(new RunEvent.Progressed(job.name(), TaskCounts.upstream(job.size())));
        }
    }
}
