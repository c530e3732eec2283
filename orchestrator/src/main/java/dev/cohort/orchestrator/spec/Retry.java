package dev.cohort.orchestrator.spec;

import java.util.Set;

/**
 * How often a task is tried, and after what.
 *
 * @param memory how much more memory an attempt gets after one that was out of it; 1 for no more
 * @param onExit exit codes of the tool after which another attempt may help
 */
public record Retry(int attempts, double memory, Set<Integer> onExit) {
    public Retry {
        onExit = Set.copyOf(onExit);
    }

    /** Whether it says anything that only another attempt can make use of. */
    public boolean asksForMore() {
        return memory > 1 || !onExit.isEmpty();
    }
}
