package dev.cohort.store;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a store or a file: one of a closed set of kinds, and a sentence for the user that says what, where and what
 * to do.
 *
 * <p>Unchecked, because it comes out of streams and iterators too; so an {@link java.io.IOException} beside it is always about the
 * caller's own end.
 */
public final class StoreFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Drives what the caller does; the sentence drives what the user does. */
    public enum Kind {
        NOT_FOUND("Check the name; a result is made again by running its step."),
        NO_BUCKET("Check its name, or make it."),
        CHANGED("Run again, so that the plan is made with what is there now."),
        CORRUPT("Do not use it; make or fetch it again."),
        BAD_NAME("Use another name."),
        ESCAPES("Name the file itself as the input, or put a real file or directory in its place."),
        OBSTRUCTED("Move it away, or use another name."),
        NO_REGION("Set AWS_REGION, or the region of the profile."),
        NO_CREDENTIALS("Set AWS_PROFILE, or log in (aws sso login)."),
        DENIED("Give this user the right to it, or use another store."),
        READ_ONLY("Mount it for writing, or use another store."),
        DISK_FULL("Free some space there, or use a store or scratch directory on a larger disk."),
        UNSUPPORTED("Use a store on an ordinary local file system."),
        UNREACHABLE("Try again; if it stays so, look at the network and at the server."),
        INTERRUPTED("Run again; nothing half is left."),
        BROKEN("Look at the disk and at the kernel's log (dmesg).");

        private final String advice;

        Kind(String advice) {
            this.advice = advice;
        }

        /** Whether the same call, made again a little later, may well succeed. */
        public boolean mayPass() {
            return this == UNREACHABLE || this == NO_REGION;
        }
    }

    private final Kind kind;

    public StoreFailure(Kind kind, String what, String advice, @Nullable Throwable cause) {
        super(what + ". " + advice, cause);
        this.kind = kind;
    }

    public StoreFailure(Kind kind, String what, @Nullable Throwable cause) {
        this(kind, what, kind.advice, cause);
    }

    public StoreFailure(Kind kind, String what) {
        this(kind, what, kind.advice, null);
    }

    public Kind kind() {
        return kind;
    }
}
