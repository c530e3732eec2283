package dev.cohort.batch;

import java.util.List;

/**
 * How often a child is tried, and after which ends; without a rule that matches, a failed attempt is tried again.
 *
 * @param memoryFactor how much more memory an attempt gets than the one before it that was out of it, as far as there is
 *     so much; AWS Batch itself gives no more
 */
public record RetryStrategy(int attempts, List<ExitRule> evaluateOnExit, double memoryFactor) {
    public static final int MOST_ATTEMPTS = 10;
    public static final int MOST_RULES = 5;
    public static final double MOST_MEMORY_FACTOR = 10;
    public static final RetryStrategy ONCE = new RetryStrategy(1, List.of(), 1);

    public RetryStrategy {
        evaluateOnExit = List.copyOf(evaluateOnExit);
        RefusedJob.unless(
                attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts are " + attempts + "; 1 to 10 are allowed.");
        RefusedJob.unless(
                evaluateOnExit.size() <= MOST_RULES,
                "evaluateOnExit has " + evaluateOnExit.size() + " entries; at most 5 are allowed.");
        RefusedJob.unless(
                memoryFactor >= 1 && memoryFactor <= MOST_MEMORY_FACTOR,
                "the memory factor is " + memoryFactor + "; 1 to 10 are allowed.");
    }

    public static RetryStrategy attempts(int attempts, ExitRule... evaluateOnExit) {
        return new RetryStrategy(attempts, List.of(evaluateOnExit), 1);
    }

    public RetryStrategy memoryFactor(double factor) {
        return new RetryStrategy(attempts, evaluateOnExit, factor);
    }

    /** Whether an attempt, counted from 1, that ended so is followed by another, unless its job is ended meanwhile. */
    public boolean triesAgain(int attempt, Ended ended) {
        return attempt < attempts && actionOn(ended) == ExitRule.Action.RETRY;
    }

    private ExitRule.Action actionOn(Ended ended) {
        return evaluateOnExit.stream()
                .filter(rule -> rule.matches(ended))
                .map(ExitRule::action)
                .findFirst()
                .orElse(ExitRule.Action.RETRY);
    }
}
