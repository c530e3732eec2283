package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.plan.Account;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that AWS Batch does not know though they were submitted: it may come to know new ones, it has forgotten those that ended long ago, and it
 * never knew any where another account is asked than the one that they are in.
 */
final class UnknownJobs {
    /** That a job is not known at one look or two says nothing. */
    private static final int FEWEST_LOOKS = 3;

    /** A new job may not be known everywhere at once. */
    private static final Duration LONGEST_ABSENCE = Duration.ofMinutes(2);

    private final @Nullable String queueArn;
    private final boolean takenOver;
    private final BatchCalls calls;
    private final Pauses pauses;
    private final Map<String, Absence> absences = new HashMap<>();
    private boolean here;

    /** Of one job, in a row. */
    private record Absence(long since, int looks) {
        Absence again() {
            return new Absence(since, looks + 1);
        }
    }

    /**
     * @param account of the run
     * @param takenOver whether somebody says that the account which is asked is that of the run
     */
    UnknownJobs(@Nullable Account account, boolean takenOver, BatchCalls calls, Pauses pauses) {
        this.queueArn = account == null ? null : account.queueArn();
        this.takenOver = takenOver;
        this.calls = calls;
        this.pauses = pauses;
    }

    void known(String id) {
        absences.remove(id);
    }

    /** After another look at which it was not known: whether it never will be. Throws where it may be known somewhere else. */
    boolean isLost(String id) {
        Absence now = absences.merge(id, new Absence(pauses.nanos(), 1), (before, first) -> before.again());
        if (now.looks() < FEWEST_LOOKS || pauses.nanos() - now.since() <= LONGEST_ABSENCE.toNanos()) {
            return false;
        }
        if (!takenOver && !isHere()) {
            throw elsewhere(id);
        }
        absences.remove(id);
        return true;
    }

    /** A queue of the same name may be in each account; its ARN names account and region. */
    private boolean isHere() {
        here |= queueArn != null && calls.hasQueue(queueArn);
        return here;
    }

    private ComputeFailure elsewhere(String id) {
        return ComputeFailure.environment(
                "AWS Batch does not know the job " + id + " of this run, which it keeps for a week"
                        + (queueArn == null ? "" : ", and its queue " + queueArn + " is not there"),
                "look at AWS_PROFILE and --region: these may be of another account; if they are those of the run, --take-over"
                        + " counts what its jobs left as done, and the rest as failed",
                null);
    }

    /** How many are not known, and may still turn out to be; empty where that is nothing to speak of yet. */
    Optional<String> told() {
        long jobs = absences.values().stream()
                .filter(absence -> absence.looks() >= FEWEST_LOOKS)
                .count();
        return jobs == 0
                ? Optional.empty()
                : Optional.of("AWS Batch does not know " + jobs + (jobs == 1 ? " job" : " jobs") + " of this run");
    }
}
