package dev.cohort.worker;

import dev.cohort.contract.JsonFault;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.contract.Terms;
import dev.cohort.store.Key;
import dev.cohort.store.Opened;
import dev.cohort.store.StoreFailure;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How many of the attempts that a step allows after exit codes of its tool are used up, where its compute makes other attempts, too: after a
 * machine was taken away, or a store did not answer. Each outcome hands the number on to the next attempt.
 */
final class SpentAttempts {
    private final Attempt attempt;
    private final Terms terms;

    SpentAttempts(Attempt attempt) {
        this.attempt = attempt;
        this.terms = attempt.job().terms();
    }

    /**
     * With this one, which failed so; null where the compute counts. Time may be short, but an attempt whose machine goes has to ask, too:
     * its outcome takes the place of the one that had the number.
     */
    @Nullable Integer with(TaskFailure failure) {
        if (terms.attempts() == null) {
            return null;
        }
        return before() + (failure.isOfTool(terms.retryOnExit()) ? 1 : 0);
    }

    /** Whether another attempt may follow one that failed so, with so many used up. */
    boolean allowAnother(TaskFailure failure, @Nullable Integer spent) {
        return failure.isOfTool(terms.retryOnExit())
                && (spent == null || spent < Objects.requireNonNull(terms.attempts()));
    }

    /** What can't be read is taken for used up: too few attempts are better than too many. */
    private int before() {
        int earlier = attempt.task().attempt() - 1;
        if (earlier == 0) {
            return 0;
        }
        try {
            return left().map(Outcome::spent).orElse(0);
        } catch (StoreFailure | JsonFault unread) {
            return earlier;
        }
    }

    /** By an earlier attempt at this very task; one whose machine went with it has left nothing. */
    private Optional<Outcome> left() {
        return attempt.ownKeys().stream()
                .filter(key -> key.status() == OutcomeKey.Status.FAILED)
                .flatMap(key -> read(key).stream())
                .filter(outcome ->
                        Objects.equals(outcome.jobId(), attempt.task().jobId()))
                .findFirst();
    }

    private Optional<Outcome> read(OutcomeKey key) {
        StoreLayout layout = attempt.layout();
        Key at = Key.of(layout.outcome(attempt.job().step(), attempt.task().sample(), key));
        try (Opened opened = attempt.store().get(at)) {
            return Outcome.read(new String(opened.bytes(), StandardCharsets.UTF_8));
        }
    }
}
