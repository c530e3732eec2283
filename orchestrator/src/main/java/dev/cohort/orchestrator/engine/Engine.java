package dev.cohort.orchestrator.engine;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Submits a plan whole, then watches it through and tells what happens; the compute holds the graph. */
public final class Engine {
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final RunPlan plan;
    private final Compute compute;
    private final Failures failures;
    private final RunListener listener;
    private final boolean stopOnFailure;
    private final RunProgress progress;
    private final AtomicBoolean stopAsked = new AtomicBoolean();
    private final Map<String, PlannedJob> jobsById = new LinkedHashMap<>();
    private final Map<String, TaskCounts> told = new HashMap<>();
    private final Map<String, BitSet> toldFailures = new HashMap<>();
    private boolean stopping;

    public Engine(RunPlan plan, Compute compute, Failures failures, RunListener listener, boolean stopOnFailure) {
        this.plan = plan;
        this.compute = compute;
        this.failures = failures;
        this.listener = listener;
        this.stopOnFailure = stopOnFailure;
        this.progress = new RunProgress(plan);
    }

    /** Asks, from any thread, that nothing more be started and what runs be ended. */
    public void stop() {
        stopAsked.set(true);
    }

    /** Runs the plan to its end. */
    public RunProgress run() throws InterruptedException {
        submitAll();
        boolean more = !jobsById.isEmpty();
        while (more) {
            compute.awaitChange(GLANCE);
            more = watch();
        }
        tell(new RunEvent.Ended(endState()));
        return progress;
    }

    private void submitAll() {
        Map<String, String> ids = new HashMap<>();
        for (PlannedJob job : plan.jobs()) {
            String id = compute.submit(plan, job, ids);
            ids.put(job.name(), id);
            jobsById.put(id, job);
            tell(new RunEvent.Submitted(job.name(), id));
        }
    }

    /** One look at all jobs; false when all have ended. */
    private boolean watch() {
        stopIfWanted();
        List<JobView> views = compute.look(jobsById.keySet());
        views.forEach(this::tellProgress);
        return views.stream().anyMatch(view -> !view.ended());
    }

    private void tellProgress(JobView view) {
        PlannedJob job = jobOf(view.id());
        TaskCounts before = told.put(view.id(), view.counts());
        if (view.counts().equals(before)) {
            return;
        }
        if (view.counts().failed() > 0) {
            tellFailures(view.id(), job);
        }
        tell(new RunEvent.Progressed(job.name(), view.counts()));
    }

    private void tellFailures(String id, PlannedJob job) {
        BitSet known = toldFailures.computeIfAbsent(id, ignored -> new BitSet());
        for (Compute.TaskEnd end : compute.failures(id)) {
            if (!end.upstream() && !known.get(end.index())) {
                known.set(end.index());
                tell(new RunEvent.TaskFailed(failures.explain(job, end)));
            }
        }
    }

    private void stopIfWanted() {
        boolean failed = stopOnFailure && progress.all().failed() > 0;
        if (!stopping && (failed || stopAsked.get())) {
            stopping = true;
            jobsById.keySet().forEach(id -> compute.terminate(id, failed ? "another task failed" : "cancelled"));
        }
    }

    private RunState endState() {
        if (stopAsked.get()) {
            return RunState.CANCELLED;
        }
        return progress.all().allWell() ? RunState.SUCCEEDED : RunState.FAILED;
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
}
