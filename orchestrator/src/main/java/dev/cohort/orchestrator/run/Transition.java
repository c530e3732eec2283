package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a state and an event to the next state, or to a refusal: all rules of how a run may go. */
final class Transition implements RunEvent.Visitor<RunProgress> {
    private static final Set<RunState> UNDER_WAY = EnumSet.of(RunState.SUBMITTING, RunState.RUNNING, RunState.SETTLING);

    private final RunProgress from;
    private RunState state;
    private RunEvent.@Nullable Started started;
    private @Nullable Owner owner;
    private boolean attended;
    private int round;
    private List<PlannedStep> steps;
    private Tally tally;
    private Submits submits;
    private List<FailedTask> failures;
    private List<RetriedTask> retries;
    private RunEvent.@Nullable CancelAsked cancel;
    private RunEvent.@Nullable Ended end;

    Transition(RunProgress from) {
        this.from = from;
        this.state = from.state();
        this.started = from.started();
        this.owner = from.owner();
        this.attended = from.attended();
        this.round = from.round();
        this.steps = from.steps();
        this.tally = from.tally();
        this.submits = from.submits();
        this.failures = from.failures();
        this.retries = from.retries();
        this.cancel = from.cancel();
        this.end = from.end();
    }

    private RunProgress to(RunState next) {
        state = next;
        return new RunProgress(
                state, started, owner, attended, round, steps, tally, submits, failures, retries, cancel, end);
    }

    private void require(boolean fits, RunEvent event, String more) {
        if (!fits) {
            throw new IllegalTransition(event, from, more);
        }
    }

    private void requireState(RunEvent event, Set<RunState> allowed) {
        require(from.started() != null && !from.hasEnded() && allowed.contains(from.state()), event, "");
    }

    @Override
    public RunProgress started(RunEvent.Started event) {
        require(from.started() == null, event, "");
        started = event;
        owner = event.owner();
        attended = true;
        return to(RunState.PLANNED);
    }

    @Override
    public RunProgress planned(RunEvent.Planned event) {
        requireState(
                event,
                from.isOnQueue() ? EnumSet.of(RunState.PLANNED, RunState.RUNNING) : EnumSet.of(RunState.PLANNED));
        require(event.round() == from.round() + 1, event, ": round " + event.round() + " after " + from.round());
        round = event.round();
        steps = event.steps();
        tally = from.tally().planned(event.jobs());
        submits = Submits.NONE;
        failures = List.of();
        retries = List.of();
        return to(event.jobs().isEmpty() ? RunState.RUNNING : RunState.PLANNED);
    }

    @Override
    public RunProgress submitIntended(RunEvent.SubmitIntended event) {
        requireState(event, EnumSet.of(RunState.PLANNED, RunState.SUBMITTING, RunState.RUNNING));
        require(isKnown(event.job()) && !from.submits().knows(event.job()), event, ": " + event.job());
        submits = from.submits().intended(event.job());
        return to(from.state() == RunState.RUNNING ? RunState.RUNNING : RunState.SUBMITTING);
    }

    @Override
    public RunProgress submitted(RunEvent.Submitted event) {
        requireIntent(event, event.job());
        submits = from.submits().submitted(event.job(), event.id());
        return goOn();
    }

    private void requireIntent(RunEvent event, String job) {
        requireState(event, UNDER_WAY);
        require(from.submits().open().contains(job), event, ": " + job + " without an intent");
    }

    @Override
    public RunProgress notSubmitted(RunEvent.NotSubmitted event) {
        requireIntent(event, event.job());
        submits = from.submits().notSubmitted(event.job());
        return goOn();
    }

    /** It runs as soon as nothing is half submitted: some jobs come only when others have ended. */
    private RunProgress goOn() {
        boolean settled = submits.open().isEmpty() && from.state() == RunState.SUBMITTING;
        return to(settled ? RunState.RUNNING : from.state());
    }

    @Override
    public RunProgress progressed(RunEvent.Progressed event) {
        requireState(event, UNDER_WAY);
        require(isKnown(event.job()), event, ": " + event.job());
        tally = from.tally().count(event.job(), event.counts());
        return to(from.state());
    }

    private boolean isKnown(String job) {
        return from.tally().knows(job);
    }

    @Override
    public RunProgress taskFailed(RunEvent.TaskFailed event) {
        requireState(event, UNDER_WAY);
        if (from.keepsFailures()) {
            failures = new ArrayList<>(from.failures());
            failures.add(event.task());
        }
        return to(from.state());
    }

    @Override
    public RunProgress taskRetried(RunEvent.TaskRetried event) {
        requireState(event, UNDER_WAY);
        if (from.keepsRetries(event.task().step())) {
            retries = new ArrayList<>(from.retries());
            retries.add(event.task());
        }
        return to(from.state());
    }

    /** Who asks first is who is told of; what has not ended settles from here on. */
    @Override
    public RunProgress cancelAsked(RunEvent.CancelAsked event) {
        requireState(event, EnumSet.allOf(RunState.class));
        cancel = from.cancel() == null ? event : from.cancel();
        return to(RunState.SETTLING);
    }

    /** What was asked before still holds: a run that somebody cancelled is only brought to its end. */
    @Override
    public RunProgress takenOver(RunEvent.TakenOver event) {
        requireState(event, EnumSet.allOf(RunState.class));
        owner = event.owner();
        attended = true;
        return to(from.cancel() == null ? RunState.PLANNED : RunState.SETTLING);
    }

    /** What was submitted goes on, whoever looks. */
    @Override
    public RunProgress attached(RunEvent.Attached event) {
        requireState(event, EnumSet.allOf(RunState.class));
        requireOnQueue(event);
        owner = event.owner();
        attended = true;
        return to(from.state());
    }

    @Override
    public RunProgress detached(RunEvent.Detached event) {
        requireState(event, EnumSet.allOf(RunState.class));
        requireOnQueue(event);
        attended = false;
        return to(from.state());
    }

    private void requireOnQueue(RunEvent event) {
        require(from.isOnQueue(), event, ": its jobs are processes of its owner");
    }

    @Override
    public RunProgress ended(RunEvent.Ended event) {
        requireState(event, EnumSet.allOf(RunState.class));
        require(isEnd(event.state()), event, ": " + event.state() + " is no end");
        end = event;
        tally = from.tally().ended();
        return to(event.state());
    }

    private static boolean isEnd(RunState state) {
        return state == RunState.SUCCEEDED || state == RunState.FAILED || state == RunState.CANCELLED;
    }
}
