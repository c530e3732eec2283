package dev.cohort.batch;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended, as its executor saw it.
 *
 * @param exitCode null when nothing exited, as when the attempt could not be started or its host was lost
 * @param reason what AWS calls the container's reason, such as {@code OutOfMemoryError: …}
 * @param statusReason what AWS calls the attempt's status reason, such as {@code Host EC2 (instance …) terminated.}
 */
public record Ended(
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String statusReason) {
    /** What AWS says of every attempt whose process came to its own end, well or not. */
    public static final String EXITED = "Essential container in task exited";

    public Ended(int exitCode, @Nullable String reason) {
        this(exitCode, reason, EXITED);
    }

    public static Ended exited(int exitCode) {
        return new Ended(exitCode, null);
    }

    /** Nothing ran, as the environment of the attempt failed. */
    public static Ended notStarted(String reason) {
        return new Ended(null, "CannotStartContainerError: " + reason, "Task failed to start");
    }

    /** AWS has no other word for it. */
    boolean isOutOfMemory() {
        return reason != null && reason.startsWith("OutOfMemoryError");
    }

    boolean succeeded() {
        return exitCode != null && exitCode == 0;
    }
}
