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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Submits a plan whole, then watches it through and tells its journal what happens; the compute holds the graph. */
public final class Engine {
    private static final Duration GLANCE = Duration.ofMillis(200);

    /** A look at many jobs costs time that the tasks want, and one after each task would be most of the work; so it takes this part. */
    private static final long SHARE = 20;

    private static final Duration LONGEST_REST = Duration.ofMillis(50);

    private final RunPlan plan;
    private final Compute compute;
    private final RunFiles files;
    private final RunJournal journal;
    private final RunListener listener;
    private final InstantSource clock;
    private final boolean stopOnFailure;
    private final Wishes wishes;
    private final Submission submission;
    private final Telling telling;
    private final SeenJobs seen = new SeenJobs();
    private final HeldJobs held = new HeldJobs();
    private final Looking looking = new Looking();

    private boolean stopping;

    /** Whether any job was handed over too late; null as long as nobody had to know, or could. */
    private @Nullable Boolean anyTooLate;

    /** Whether its owner left before all was submitted that could have been. */
    private boolean cutShort;

    /** The journal's run has begun, and its next event is the plan, unless that was told already and is gone on with. */
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
        this.journal = journal;
        this.files = files;
        this.listener = listener;
        this.clock = clock;
        this.stopOnFailure = stopOnFailure;
        this.wishes = new Wishes(journal, clock);
        this.submission = new Submission(plan, compute, journal, wishes);
        this.telling = new Telling(compute, failures, journal, listener);
    }

    /** Asks, from any thread, that nothing more be started and what runs be ended. */
    public void stop(String by) {
        wishes.stop(by);
    }

    /** Asks, from any thread, that the run be left to itself; only where its compute goes on without us. */
    public void leave() {
        wishes.leave();
    }

    /** Submits the plan, and leaves the run to itself as soon as nothing is left to submit. */
    public RunProgress submitAndLeave() throws InterruptedException {
        if (begin()) {
            submitAll();
        }
        wishes.leave();
        return watchOn(true);
    }

    /** Runs the plan to its end. Where something of it has to be planned anew, or nobody looks after it any more, there is no end yet. */
    public RunProgress run() throws InterruptedException {
        boolean planned = begin();
        if (planned) {
            submitAll();
        }
        return watchOn(planned);
    }

    /** What is told of the plan already was handed over by somebody else, as far as that one came. */
    private boolean begin() throws InterruptedException {
        if (journal.progress().round() < plan.settings().round()) {
            return orCutShort(wishes.decideUnlessOver(List.of(RunEvent.Planned.of(plan))));
        }
        telling.goOn();
        for (String id : submission.adopt()) {
            seen.add(id, journal.progress().job(submission.job(id).name()));
        }
        watch();
        return true;
    }

    private RunProgress watchOn(boolean planned) throws InterruptedException {
        while (!isSettled() && !wishes.isLeaving()) {
            compute.awaitChange(GLANCE);
            long before = System.nanoTime();
            watch();
            rest(System.nanoTime() - before);
        }
        wishes.hear();
        if (!isSettled()) {
            journal.insist(List.of(new RunEvent.Detached(clock.instant())));
        } else if (!isForAnotherRound()) {
            journal.insist(List.of(new RunEvent.Ended(endState(planned), null, clock.instant())));
        }
        return journal.progress();
    }

    /** What failed may fail again for ever: only while something goes well another round is worth it. */
    private boolean isForAnotherRound() {
        return mayGoOn() && (submission.hasLeft() || Boolean.TRUE.equals(anyTooLate));
    }

    private boolean mayGoOn() {
        return seen.anyGoesWell() && !stopping && !wishes.isCancelled();
    }

    /** Whether it is over, and known what that means. */
    private boolean isSettled() {
        return isOver() && (!mayGoOn() || submission.hasLeft() || isKnownWhetherTooLate());
    }

    /** False where nobody can say just now which tasks never began, and has to be asked again. */
    private boolean isKnownWhetherTooLate() {
        if (anyTooLate == null) {
            try {
                anyTooLate = isAnyTooLate();
            } catch (ComputeFailure failure) {
                failure.requirePassing();
            }
        }
        return anyTooLate != null;
    }

    private boolean isAnyTooLate() {
        return !compute.leadsOnFromFailed()
                && new LateJobs(compute, submission.ids(), seen.counts()).isAny(plan.jobs());
    }

    private boolean isOver() {
        return seen.haveEnded() && held.isEmpty() && !cutShort;
    }

    /** What comes meanwhile is seen at the next look, all at once; who asks to stop is heard at once. */
    private void rest(long spentNanos) throws InterruptedException {
        if (!seen.haveEnded() && !wishes.isAny()) {
            wishes.await(Duration.ofNanos(Math.min(SHARE * spentNanos, LONGEST_REST.toNanos())));
        }
    }

    private void submitAll() throws InterruptedException {
        if (stopping) {
            return;
        }
        List<PlannedJob> free = plan.jobs().stream().filter(this::isToSubmit).toList();
        if (!orCutShort(submission.submitAll(free, looking))) {
            held.forget();
        }
    }

    private boolean orCutShort(boolean done) {
        cutShort |= !done && !wishes.isCancelled();
        return done;
    }

    private boolean isToSubmit(PlannedJob job) {
        if (submission.has(job)) {
            return false;
        }
        TaskCounts counts = journal.progress().job(job.name());
        if (counts.total() > 0 && counts.isDone()) {
            held.wasGivenUp(job);
            return false;
        }
        return !held.hold(job);
    }

    /** One look at all jobs that have not ended. */
    private void watch() throws InterruptedException {
        wishes.hear();
        stopIfWanted();
        for (JobView view : compute.look(seen.open())) {
            see(view, submission.job(view.id()));
        }
        telling.tellSilence();
        telling.tellUnknown();
        stopIfWanted();
        letGo();
        journal.tick();
        listener.glance(journal.progress());
    }

    /** A gather needs to know which lanes it does without; where nobody can say so just now, it is held on. */
    private void letGo() throws InterruptedException {
        try {
            held.letGo(submission.ids(), new Release());
        } catch (ComputeFailure failure) {
            failure.requirePassing();
        }
    }

    private void see(JobView view, PlannedJob job) {
        seen.see(view);
        if (telling.tell(view, job, seen.counts(view.id()))) {
            seen.told(view);
            if (view.ended()) {
                held.ended(job.name());
            }
        }
    }

    private void stopIfWanted() {
        boolean failed = stopOnFailure && journal.progress().all().failed() > 0;
        if (!stopping && (failed || wishes.isCancelled())) {
            stopping = true;
            held.forget();
            seen.open().forEach(id -> compute.terminate(id, failed ? "another task failed" : "cancelled"));
        }
    }

    /** Who asked to stop when all was done already has stopped nothing. */
    private RunState endState(boolean planned) {
        if (planned && journal.progress().all().allWell()) {
            return RunState.SUCCEEDED;
        }
        return wishes.isCancelled() ? RunState.CANCELLED : RunState.FAILED;
    }

    /** What the submission may know of the jobs that are under way. */
    private final class Looking implements Submission.Looking {
        @Override
        public void look() throws InterruptedException {
            watch();
        }

        @Override
        public boolean hasFailed(String job) {
            return seen.hasFailed(submission.ids().get(job));
        }

        @Override
        public boolean hasSucceeded(String job) {
            return seen.hasSucceeded(submission.ids().get(job));
        }

        @Override
        public boolean leadsOn(String job) {
            return seen.leadsOn(submission.ids().get(job));
        }

        @Override
        public void giveUp(PlannedJob job) {
            Engine.this.giveUp(job);
        }

        @Override
        public boolean isGivenUp(String job) {
            return held.isGivenUp(job);
        }

        @Override
        public boolean isStopping() {
            return stopping;
        }

        @Override
        public void submitted(String id) {
            seen.add(id);
            if (stopping) {
                compute.terminate(id, "another task failed");
            }
        }
    }

    /** Hands a gather over as soon as its lanes have ended, if there are enough of them. */
    private final class Release implements HeldJobs.Release {
        @Override
        public boolean submit(PlannedJob job) throws InterruptedException {
            if (job.isHeld()) {
                AbsentLanes absent = AbsentLanes.of(plan, job, submission.ids(), compute);
                Optional<FailedTask> tooMany = absent.tooMany();
                if (tooMany.isPresent()) {
                    journal.note(new RunEvent.TaskFailed(tooMany.get()));
                    return false;
                }
                files.writeAbsent(job, absent);
            }
            // Where somebody wants the end of the run, it and all that is held is forgotten soon, and nothing is given
            // up.
            var unused = orCutShort(submission.submit(List.of(job), looking));
            return true;
        }

        @Override
        public void giveUp(PlannedJob job) {
            Engine.this.giveUp(job);
        }

        @Override
        public boolean isLeft(String job) {
            return submission.isLeft(job);
        }

        @Override
        public void leave(PlannedJob job) {
            submission.leave(job);
        }
    }

    private void giveUp(PlannedJob job) {
        held.wasGivenUp(job);
        if (job.kind() != JobKind.JOIN) {
            journal.note(new RunEvent.Progressed(job.name(), TaskCounts.upstream(job.size())));
        }
    }
}
