package dev.cohort.batch;

/** A job that AWS Batch would not take; the message is for the one who submitted it. */
public final class RefusedJob extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public RefusedJob(String message) {
        super(message);
    }

    static void unless(boolean holds, String message) {
        if (!holds) {
            throw new RefusedJob(message);
        }
    }
}
