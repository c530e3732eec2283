package dev.cohort.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the children of one job stand, a few bytes for each; only a child whose attempt went wrong gets objects of its
 * own. A plain job is its own only child.
 */
final class Children {
    /** A time that has not come. */
    static final long NEVER = Long.MIN_VALUE;

    private static final JobStatus[] STATUSES = JobStatus.values();

    private final byte[] status;
    private final byte[] attempts;
    private final int[] counts = new int[STATUSES.length];
    private final Map<Integer, List<AttemptDetail>> failedAttempts = new HashMap<>();
    private long[] startedAt = {};
    private long[] stoppedAt = {};
    private @Nullable String[] reasons = {};

    Children(int size) {
        status = new byte[size];
        attempts = new byte[size];
        counts[JobStatus.SUBMITTED.ordinal()] = size;
    }

    int size() {
        return status.length;
    }

    JobStatus status(int index) {
        return STATUSES[status[index]];
    }

    int count(JobStatus wanted) {
        return counts[wanted.ordinal()];
    }

    boolean allEnded() {
        return count(JobStatus.SUCCEEDED) + count(JobStatus.FAILED) == size();
    }

    void move(int index, JobStatus to) {
        counts[status[index]]--;
        counts[to.ordinal()]++;
        status[index] = (byte) to.ordinal();
    }

    int attempts(int index) {
        return attempts[index];
    }

    int nextAttempt(int index) {
        return ++attempts[index];
    }

    void started(int index, long now) {
        startedAt = grown(startedAt);
        startedAt[index] = now;
    }

    void stopped(int index, long now) {
        stoppedAt = grown(stoppedAt);
        stoppedAt[index] = now;
    }

    /** A new attempt begins, of which the times of the last one say nothing. */
    void forgetTimes(int index) {
        if (attempts[index] > 0) {
            started(index, NEVER);
            stopped(index, NEVER);
        }
    }

    long startedAt(int index) {
        return startedAt.length == 0 ? NEVER : startedAt[index];
    }

    long stoppedAt(int index) {
        return stoppedAt.length == 0 ? NEVER : stoppedAt[index];
    }

    @Nullable String reason(int index) {
        return reasons.length == 0 ? null : reasons[index];
    }

    void giveReason(int index, @Nullable String reason) {
        if (reasons.length == 0) {
            reasons = new @Nullable String[size()];
        }
        reasons[index] = reason;
    }

    void remember(int index, AttemptDetail failed) {
        failedAttempts.computeIfAbsent(index, i -> new ArrayList<>(1)).add(failed);
    }

    List<AttemptDetail> failedAttempts(int index) {
        return failedAttempts.getOrDefault(index, List.of());
    }

    private long[] grown(long[] times) {
        if (times.length > 0) {
            return times;
        }
        long[] never = new long[size()];
        Arrays.fill(never, NEVER);
        return never;
    }
}
