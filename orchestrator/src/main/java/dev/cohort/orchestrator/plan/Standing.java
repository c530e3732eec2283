package dev.cohort.orchestrator.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a task stands by itself, before anything is asked of what it reads or who reads it. */
enum Standing {
    FORCED(Reason.FORCED),
    NEW(Reason.NEW),
    FAILED_BEFORE(Reason.FAILED_BEFORE),
    STEP_CHANGED(Reason.STEP_CHANGED),
    INPUT_CHANGED(Reason.INPUT_CHANGED),
    /** Its outcome holds, its files do not: it runs only if they are wanted. */
    FILES_GONE(Reason.OUTPUT_MISSING),
    CURRENT(null),
    /** The sample has no need of it. */
    NOT_NEEDED(null);

    private static final Standing[] ALL = values();

    private final @Nullable Reason reason;

    Standing(@Nullable Reason reason) {
        this.reason = reason;
    }

    /** What it left, if anything, is not what it would leave now. */
    boolean isStale() {
        return compareTo(FILES_GONE) < 0;
    }

    Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** As it is written down. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Standing> ofWord(String word) {
        return Arrays.stream(ALL).filter(each -> each.word().equals(word)).findFirst();
    }

    static Standing of(byte code) {
        return ALL[code];
    }

    byte code() {
        return (byte) ordinal();
    }
}
