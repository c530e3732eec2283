package dev.cohort.orchestrator.journal;

/** A journal or a claim that can't be gone on with; the message is for the user, and says what to do. */
public class JournalFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalFault(String message) {
        super(message);
    }
}
