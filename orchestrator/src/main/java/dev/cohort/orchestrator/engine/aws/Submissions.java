package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.Json;
import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.batch.model.JobSummary;

/**
 * Submits jobs so that each comes to be exactly once, though AWS Batch knows no token to recognise a repetition by: a job's name is
 * its own, and where it is unclear whether a submission was taken, the name is looked for before anybody tries again.
 */
final class Submissions {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** Beyond that many refusals in a row, about ten minutes, something else is wrong. */
    private static final int MOST_REFUSALS = 60;

    private static final int MOST_UNCLEAR = 5;

    /** A new job is listed only after a while; and a submission that is under way may be taken until its call has an end. */
    private static final Duration UNTIL_LISTED = AwsClients.SUBMISSION.plusSeconds(15);

    private final BatchCalls calls;
    private final SubmitPace pace;
    private final Pauses pauses;

    /** From when on whatever others had under way when we were first asked is listed. */
    private @Nullable Long othersListedAt;

    Submissions(BatchCalls calls, Pauses pauses) {
        this.calls = calls;
        this.pauses = pauses;
        this.pace = new SubmitPace(pauses);
    }

    /** Returns the id of the job. */
    String submit(Sought job, Json request, Compute.Licence licence) throws InterruptedException {
        for (int unclear = 0; unclear < MOST_UNCLEAR; unclear++) {
            Optional<String> id = submitOnce(job.name(), request, licence);
            if (id.isEmpty()) {
                id = settle(job, pauses.nanos() + UNTIL_LISTED.toNanos());
            }
            if (id.isPresent()) {
                return id.get();
            }
        }
        throw ComputeFailure.service(
                "the job " + job.name() + " can't be submitted: AWS never said whether it took it, and it is not there",
                "try again in a while",
                null);
    }

    /** The id of a job that somebody may have submitted who is gone by now. */
    Optional<String> find(Sought job) throws InterruptedException {
        if (othersListedAt == null) {
            othersListedAt = pauses.nanos() + UNTIL_LISTED.toNanos();
        }
        return settle(job, othersListedAt);
    }

    /** Empty where it is unclear whether it was taken. */
    private Optional<String> submitOnce(String name, Json request, Compute.Licence licence)
            throws InterruptedException {
        for (int refusals = 0; ; refusals++) {
            pace.await();
            licence.require();
            try {
                return Optional.of(calls.submit(request));
            } catch (SdkException fault) {
                if (Faults.isUnclear(fault)) {
                    return Optional.empty();
                }
                if (!Faults.isThrottled(fault) || refusals >= MOST_REFUSALS) {
                    throw Faults.told("the job " + name + " can't be submitted", fault);
                }
                pauses.pause(pauses.backOff(refusals, FIRST_WAIT, LONGEST_WAIT));
            }
        }
    }

    /** Looks twice, for a job that is found early need not be waited for; the second look knows. */
    private Optional<String> settle(Sought job, long listedAt) throws InterruptedException {
        Optional<String> early = oldest(job);
        if (early.isPresent()) {
            return early;
        }
        pauses.pause(pauses.until(listedAt));
        return oldest(job);
    }

    /** Of several the oldest stays. */
    private Optional<String> oldest(Sought job) {
        List<JobSummary> found = calls.find(job).stream()
                .sorted(Comparator.comparing(JobSummary::createdAt).thenComparing(JobSummary::jobId))
                .toList();
        found.stream()
                .skip(1)
                .forEach(twin -> calls.terminate(
                        twin.jobId(),
                        EndReasons.ours("submitted twice; " + found.get(0).jobId() + " stays")));
        return found.stream().map(JobSummary::jobId).findFirst();
    }
}
