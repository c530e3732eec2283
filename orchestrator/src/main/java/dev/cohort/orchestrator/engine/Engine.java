package dev.cohort.orchestrator.engine;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.journal.RunJournal;
import dev.cohort.orchestrator.plan.JobKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Submits a plan whole, then watches it through and tells its journal what happens; the compute holds the graph. */
public final class Engine {
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** A look at many jobs costs time that the tasks want, and one after each task would be most of the work; so it takes this part. */
    private static final long SHARE = 20;

    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    /** So many intents are written at once; after a crash each that is open has to be looked for. */
    private static final int SLICE = 100;

    private final RunPlan plan;
    private final Compute compute;
    private final Failures failures;
    private final RunFiles files;
    private final RunJournal journal;
    private final RunListener listener;
    private final InstantSource clock;
    private final boolean stopOnFailure;
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private volatile String stopAskedBy = "";
    private final Map<String, PlannedJob> jobsById = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();
    private final HeldJobs held = new HeldJobs();

    /** Those that are not seen to have ended yet, in the order of their submission. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Map<String, TaskCounts> told = new HashMap<>();
    private final Map<String, BitSet> toldFailures = new HashMap<>();
    private boolean stopping;

    /** The journal's run has begun, and its next event is the plan. */
    public Engine(
            RunPlan plan,
            Compute compute,
            Failures failures,
            RunFiles files,
            RunJournal journal,
            RunListener listener,
            InstantSource clock,
            boolean stopOnFailure) {
        this.plan = plan;
        this.compute = compute;
        this.failures = failures;
        this.journal = journal;
        this.files = files;
        this.listener = listener;
        this.clock = clock;
        this.stopOnFailure = stopOnFailure;
    }

    /** Asks, from any thread, that nothing more be started and what runs be ended. */
    public void stop(String by) {
        stopAskedBy = by;
        stopAsked.countDown();
    }

    private boolean isStopAsked() {
        return stopAsked.getCount() == 0;
    }

    /** Runs the plan to its end. */
    public RunProgress run() throws InterruptedException {
        boolean planned = unlessCancelled(List.of(RunEvent.Planned.of(plan)));
        if (planned) {
            submitAll();
        }
        while (!open.isEmpty() || !held.isEmpty()) {
            compute.awaitChange(GLANCE);
            long before = System.nanoTime();
            watch();
            rest(System.nanoTime() - before);
        }
        hearStop();
        journal.insist(List.of(new RunEvent.Ended(endState(planned), null, clock.instant())));
        return journal.progress();
    }

    /** What comes meanwhile is seen at the next look, all at once; who asks to stop is heard at once. */
    private void rest(long spentNanos) throws InterruptedException {
        if (!open.isEmpty() && !isStopAsked()) {
            long nanos = Math.min(SHARE * spentNanos, LONGEST_REST.toNanos());
            var unused = stopAsked.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** False, and nothing was written, once anybody wants the end of the run. */
    private boolean unlessCancelled(List<RunEvent> events) {
        hearStop();
        while (!isCancelled()) {
            if (journal.decide(events)) {
                return true;
            }
        }
        return false;
    }

    private boolean isCancelled() {
        return journal.progress().cancel() != null;
    }

    /** Who asks here asks by the journal, as all others do. */
    private void hearStop() {
        while (isStopAsked() && !isCancelled()) {
            var unused = journal.decide(List.of(new RunEvent.CancelAsked(stopAskedBy, clock.instant())));
        }
    }

    private void submitAll() throws InterruptedException {
        List<PlannedJob> free =
                plan.jobs().stream().filter(job -> !held.hold(job)).toList();
        for (List<PlannedJob> slice : slices(free)) {
            if (!submit(slice)) {
                held.forget();
                return;
            }
        }
    }

    /** False, and nothing was submitted, once anybody wants the end of the run. */
    private boolean submit(List<PlannedJob> jobs) throws InterruptedException {
        if (!unlessCancelled(intents(jobs))) {
            return false;
        }
        List<RunEvent> done = new ArrayList<>();
        for (PlannedJob job : jobs) {
            String id = compute.submit(plan, job, ids);
            ids.put(job.name(), id);
            jobsById.put(id, job);
            open.add(id);
            done.add(new RunEvent.Submitted(job.name(), id));
        }
        journal.insist(done);
        return true;
    }

    private static List<List<PlannedJob>> slices(List<PlannedJob> jobs) {
        return IntStream.iterate(0, from -> from < jobs.size(), from -> from + SLICE)
                .mapToObj(from -> jobs.subList(from, Math.min(jobs.size(), from + SLICE)))
                .toList();
    }

    private static List<RunEvent> intents(List<PlannedJob> jobs) {
        return jobs.stream()
                .<RunEvent>map(job -> new RunEvent.SubmitIntended(job.name()))
                .toList();
    }

    /** One look at all jobs that have not ended. */
    private void watch() throws InterruptedException {
        hearStop();
        stopIfWanted();
        for (JobView view : compute.look(List.copyOf(open))) {
            tellProgress(view);
            if (view.ended()) {
                open.remove(view.id());
                held.ended(jobOf(view.id()).name());
            }
        }
        stopIfWanted();
        held.letGo(ids, new Release());
        journal.tick();
        listener.glance(journal.progress());
    }

    private void tellProgress(JobView view) {
        PlannedJob job = jobOf(view.id());
        TaskCounts before = told.put(view.id(), view.counts());
        if (job.kind() == JobKind.JOIN || view.counts().equals(before)) {
            return;
        }
        if (view.counts().failed() > (before == null ? 0 : before.failed())) {
            tellFailures(view.id(), job);
        }
        journal.note(new RunEvent.Progressed(job.name(), view.counts()));
    }

    /** Beyond what is kept of them, failures are only counted: to explain one takes a look into the store. */
    private void tellFailures(String id, PlannedJob job) {
        if (!journal.progress().keepsFailures()) {
            return;
        }
        BitSet known = toldFailures.computeIfAbsent(id, ignored -> new BitSet());
        for (Compute.TaskEnd end : compute.failures(id)) {
            boolean isNews = end.how() == Compute.TaskEnd.How.FAILED && !known.get(end.index());
            if (isNews && journal.progress().keepsFailures()) {
                known.set(end.index());
                journal.note(new RunEvent.TaskFailed(failures.explain(job, end)));
            }
        }
    }

    private void stopIfWanted() {
        boolean failed = stopOnFailure && journal.progress().all().failed() > 0;
        if (!stopping && (failed || isCancelled())) {
            stopping = true;
            held.forget();
            open.forEach(id -> compute.terminate(id, failed ? "another task failed" : "cancelled"));
        }
    }

    /** Who asked to stop when all was done already has stopped nothing. */
    private RunState endState(boolean planned) {
        if (planned && journal.progress().all().allWell()) {
            return RunState.SUCCEEDED;
        }
        return isCancelled() ? RunState.CANCELLED : RunState.FAILED;
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
        public boolean submit(PlannedJob job) throws InterruptedException {
            if (job.isHeld()) {
                AbsentLanes absent = absent(job);
                Optional<FailedTask> tooMany = absent.tooMany();
                if (tooMany.isPresent()) {
                    journal.note(new RunEvent.TaskFailed(tooMany.get()));
                    return false;
                }
                files.writeAbsent(job, absent);
            }
            // Where somebody wants the end of the run, it and all that is held is forgotten soon, and nothing is given
            // up.
            var unused = Engine.this.submit(List.of(job));
            return true;
        }

        private AbsentLanes absent(PlannedJob gather) {
            AbsentLanes absent = new AbsentLanes(plan, gather);
            for (PlannedJob lanes : plan.jobs()) {
                if (gather.afterEnd().contains(lanes.name())) {
                    String id = ids.get(lanes.name());
                    absent.add(lanes, id == null ? neverBegun(lanes) : compute.failures(id));
                }
            }
            return absent;
        }

        /** What was given up, as something before it was, has no lanes at all. */
        private List<Compute.TaskEnd> neverBegun(PlannedJob job) {
            return IntStream.range(0, job.size())
                    .mapToObj(lane -> new Compute.TaskEnd(lane, Compute.TaskEnd.How.UPSTREAM, "it was given up"))
                    .toList();
        }

        @Override
        public void giveUp(PlannedJob job) {
            journal.note(new RunEvent.Progressed(job.name(), TaskCounts.upstream(job.size())));
        }
    }
}
