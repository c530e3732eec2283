package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.WorkerExit;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why an attempt failed: the kind, and a sentence for the user that says what, where and what to do. */
public final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SIGNAL_BASE = 128;
    private static final int NONE = -1;

    private final FailureKind kind;
    private final boolean mayPass;
    private final @Nullable Integer toolExit;
    private final @Nullable Integer signal;

    private TaskFailure(
            FailureKind kind,
            String message,
            boolean mayPass,
            @Nullable Integer toolExit,
            @Nullable Integer signal,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.mayPass = mayPass;
        this.toolExit = toolExit;
        this.signal = signal;
    }

    TaskFailure(FailureKind kind, String message) {
        this(kind, message, isOfTheMoment(kind), null, null, null);
    }

    static TaskFailure ofTool(FailureKind kind, String message, @Nullable Integer toolExit, @Nullable Integer signal) {
        return new TaskFailure(kind, message, isOfTheMoment(kind), toolExit, signal, null);
    }

    /** A full disk is one whatever was tried; all else is of the kind that the caller names. */
    static TaskFailure ofStore(FailureKind otherwise, String what, StoreFailure failure) {
        FailureKind kind = switch (failure.kind()) {
            case DISK_FULL -> FailureKind.DISK_FULL;
            case INTERRUPTED -> FailureKind.TERMINATED;
            default -> otherwise;
        };
        boolean mayPass = failure.kind().mayPass() || isOfTheMoment(kind);
        return new TaskFailure(kind, what + message(failure), mayPass, null, null, failure);
    }

    static TaskFailure ofDisk(FailureKind otherwise, String what, IOException failure) {
        String words = message(failure);
        boolean full = words.contains("No space left on device") || words.contains("Disk quota exceeded");
        String advice = full ? ". Free some space there, or use a store on a larger disk." : "";
        FailureKind kind = full ? FailureKind.DISK_FULL : otherwise;
        return new TaskFailure(kind, what + words + advice, isOfTheMoment(kind), null, null, failure);
    }

    /** Java spells names in the encoding of the locale that it was started in: another attempt would spell no better. */
    static TaskFailure ofLocale(String what, InvalidPathException name) {
        return new TaskFailure(
                FailureKind.STAGE_IN,
                what + " has a name that this worker can't spell in its locale: " + Words.quoted(name.getInput())
                        + ". Set LC_ALL=C.UTF-8 where the worker runs, as by ENV in the image.");
    }

    /** What nobody foresaw: ours to mend, so the class stands with the words. */
    static TaskFailure unforeseen(Throwable failure) {
        return new TaskFailure(FailureKind.PLATFORM, "Cohort's worker failed: " + failure, true, null, null, failure);
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    private static boolean isOfTheMoment(FailureKind kind) {
        return switch (kind) {
            case SPOT_RECLAIMED, TERMINATED, PLATFORM -> true;
            default -> false;
        };
    }

    FailureKind kind() {
        return kind;
    }

    String message() {
        return message(this);
    }

    @Nullable Integer toolExit() {
        return toolExit;
    }

    @Nullable Integer signal() {
        return signal;
    }

    /** @param another whether what the step says of exit codes allows another attempt after this one */
    WorkerExit exit(boolean another) {
        if (kind == FailureKind.OUT_OF_MEMORY) {
            return WorkerExit.OUT_OF_MEMORY;
        }
        return mayPass || another ? WorkerExit.MAY_PASS : WorkerExit.FAILED;
    }

    /** Whether the tool ended by one of these exit codes. */
    boolean isOfTool(Set<Integer> codes) {
        return kind == FailureKind.TOOL && codes.contains(status());
    }

    /** As a shell would tell it; of a tool that never ran, nothing that can be asked for. */
    private int status() {
        if (signal != null) {
            return SIGNAL_BASE + signal;
        }
        return toolExit == null ? NONE : toolExit;
    }
}
