package dev.cohort.batch;

import org.jspecify.annotations.Nullable;

/** What is free in one compute environment, and what of it is kept for a job that was passed over too often. */
final class Pool {
    final String name;
    private final Amount capacity;
    private Amount free;
    private @Nullable Amount kept;

    Pool(ComputeEnvironment environment) {
        name = environment.name();
        capacity = Amount.of(environment.capacity());
        free = capacity;
    }

    long memoryMiB() {
        return capacity.memoryMiB();
    }

    boolean couldEverHold(Amount need) {
        return capacity.holds(need);
    }

    boolean hasRoomFor(Amount need) {
        return free.holds(need) && (kept == null || free.holdsBeside(kept, need));
    }

    void take(Amount need) {
        free = free.minus(need);
    }

    void giveBack(Amount need) {
        free = free.plus(need);
    }

    boolean isKept() {
        return kept != null;
    }

    void keepFor(Amount need) {
        kept = need;
    }

    void keepNothing() {
        kept = null;
    }
}
