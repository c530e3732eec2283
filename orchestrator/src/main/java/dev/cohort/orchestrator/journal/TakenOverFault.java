package dev.cohort.orchestrator.journal;

/** Another process has taken the run over: what this one would do is the other's to do now. */
public final class TakenOverFault extends JournalFault {
    private static final long serialVersionUID = 1L;

    TakenOverFault(String message) {
        super(message);
    }
}
