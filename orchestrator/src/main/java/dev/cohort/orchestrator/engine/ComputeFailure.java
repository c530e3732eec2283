package dev.cohort.orchestrator.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place where tasks run did not do what was asked; the message says what happened, and the hint what to do. */
public final class ComputeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean environment;
    private final boolean passing;
    private final @Nullable String hint;

    private ComputeFailure(
            boolean environment, boolean passing, String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.environment = environment;
        this.passing = passing;
        this.hint = hint;
    }

    /** Something that the user has to set right: credentials, a region, a queue. */
    public static ComputeFailure environment(String message, @Nullable String hint, @Nullable Throwable cause) {
        return new ComputeFailure(true, false, message, hint, cause);
    }

    /** It failed, or can't be reached. */
    public static ComputeFailure service(String message, @Nullable String hint, @Nullable Throwable cause) {
        return new ComputeFailure(false, false, message, hint, cause);
    }

    /** The same, with more to do or to know. */
    public ComputeFailure and(String more) {
        return new ComputeFailure(
                environment,
                passing,
                String.valueOf(getMessage()),
                hint == null ? more : hint + "; " + more,
                getCause());
    }

    /** The same, where whoever can wait may ask again in a while. */
    public ComputeFailure passing() {
        return new ComputeFailure(environment, true, String.valueOf(getMessage()), hint, getCause());
    }

    public boolean isPassing() {
        return passing;
    }

    /** For whoever can wait: throws this where asking again is of no use. */
    void requirePassing() {
        if (!passing) {
            throw this;
        }
    }

    public boolean isEnvironment() {
        return environment;
    }

    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }
}
