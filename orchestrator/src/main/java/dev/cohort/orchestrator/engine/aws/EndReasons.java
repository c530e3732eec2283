package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.WorkerExit;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why AWS Batch ended a task, as far as it says: first the reason of the status, which tells what happened to the container; then that
 * of the container; then its exit code, of which the task's outcome knows more.
 *
 * @param begun whether the task ever started
 * @param stopped whether its job was ended on purpose, with {@code status} as the reason that was given
 */
record EndReasons(
        @Nullable String status,
        @Nullable String container,
        @Nullable Integer exitCode,
        boolean begun,
        boolean stopped) {
    private static final String UPSTREAM = "Dependent Job failed";
    private static final String OURS = "Cohort: ";

    /** A reason for an end that we bring about, by which it is known again. */
    static String ours(String reason) {
        return OURS + reason;
    }

    TaskEnd of(int index) {
        if (starts(status, UPSTREAM)) {
            return end(index, TaskEnd.How.UPSTREAM, FailureKind.UPSTREAM);
        }
        if (stopped || starts(status, OURS)) {
            return begun
                    ? end(index, TaskEnd.How.CANCELLED, FailureKind.CANCELLED)
                    : end(index, TaskEnd.How.UPSTREAM, FailureKind.CANCELLED);
        }
        return end(index, TaskEnd.How.FAILED, kind());
    }

    private TaskEnd end(int index, TaskEnd.How how, @Nullable FailureKind kind) {
        return new TaskEnd(index, how, words(), kind);
    }

    /** Null where the worker came to its own end, whose outcome says more. */
    private @Nullable FailureKind kind() {
        if (starts(status, "Host EC2") || starts(status, "Your Spot Task")) {
            return FailureKind.SPOT_RECLAIMED;
        }
        if (starts(status, "Job attempt duration exceeded timeout")) {
            return FailureKind.TIMEOUT;
        }
        if (says("cannotpull")) {
            return FailureKind.IMAGE_PULL;
        }
        if (says("outofmemory")
                || Integer.valueOf(WorkerExit.OUT_OF_MEMORY.code()).equals(exitCode)) {
            return FailureKind.OUT_OF_MEMORY;
        }
        if (says("no space left on device")) {
            return FailureKind.DISK_FULL;
        }
        return exitCode == null ? FailureKind.PLATFORM : null;
    }

    private static boolean starts(@Nullable String text, String beginning) {
        return text != null && text.startsWith(beginning);
    }

    private boolean says(String word) {
        return reasons().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
    }

    private Stream<String> reasons() {
        return Stream.of(status, container).filter(Objects::nonNull).filter(text -> !text.isBlank());
    }

    /** Our own reason needs nobody else to have given it. */
    private String words() {
        if (status != null && status.startsWith(OURS)) {
            return status.substring(OURS.length());
        }
        Stream<String> code = exitCode == null ? Stream.empty() : Stream.of("exit code " + exitCode);
        String all = Stream.concat(reasons(), code).distinct().collect(Collectors.joining("; "));
        return "AWS Batch: " + (all.isEmpty() ? "it gave no reason" : all);
    }
}
