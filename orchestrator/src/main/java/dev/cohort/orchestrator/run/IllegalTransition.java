package dev.cohort.orchestrator.run;

/** An event came that can't follow on what was before it. */
public final class IllegalTransition extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    IllegalTransition(RunEvent event, RunProgress in, String more) {
        super("the run received `" + event.word() + "` while in `" + state(in) + "`" + more);
    }

    private static String state(RunProgress progress) {
        return progress.started() == null ? "nothing" : progress.state().word();
    }
}
