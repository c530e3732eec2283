package dev.cohort.orchestrator.run;

/** What events are called. */
final class EventWords implements RunEvent.Visitor<String> {
    static final String STARTED = "started";
    static final String PLANNED = "planned";
    static final String SUBMIT_INTENDED = "submit intended";
    static final String SUBMITTED = "submitted";
    static final String PROGRESSED = "progressed";
    static final String TASK_FAILED = "task failed";
    static final String TASK_RETRIED = "task retried";
    static final String CANCEL_ASKED = "cancel asked";
    static final String TAKEN_OVER = "taken over";
    static final String NOT_SUBMITTED = "not submitted";
    static final String ATTACHED = "attached";
    static final String DETACHED = "detached";
    static final String ENDED = "ended";

    @Override
    public String started(RunEvent.Started event) {
        return STARTED;
    }

    @Override
    public String planned(RunEvent.Planned event) {
        return PLANNED;
    }

    @Override
    public String submitIntended(RunEvent.SubmitIntended event) {
        return SUBMIT_INTENDED;
    }

    @Override
    public String submitted(RunEvent.Submitted event) {
        return SUBMITTED;
    }

    @Override
    public String progressed(RunEvent.Progressed event) {
        return PROGRESSED;
    }

    @Override
    public String taskFailed(RunEvent.TaskFailed event) {
        return TASK_FAILED;
    }

    @Override
    public String taskRetried(RunEvent.TaskRetried event) {
        return TASK_RETRIED;
    }

    @Override
    public String cancelAsked(RunEvent.CancelAsked event) {
        return CANCEL_ASKED;
    }

    @Override
    public String takenOver(RunEvent.TakenOver event) {
        return TAKEN_OVER;
    }

    @Override
    public String notSubmitted(RunEvent.NotSubmitted event) {
        return NOT_SUBMITTED;
    }

    @Override
    public String attached(RunEvent.Attached event) {
        return ATTACHED;
    }

    @Override
    public String detached(RunEvent.Detached event) {
        return DETACHED;
    }

    @Override
    public String ended(RunEvent.Ended event) {
        return ENDED;
    }
}
