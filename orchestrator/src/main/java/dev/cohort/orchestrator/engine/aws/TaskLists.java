package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Lists the tasks of jobs that ended badly for whoever watches, who can wait for an AWS that does not do so for a while. */
final class TaskLists {
    /** Whoever asks sooner again, for whichever job, gets the same failure. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final JobEnds ends;
    private final Pauses pauses;

    /** By job: that the tasks of another can be listed says nothing of this one's. */
    private final Map<String, Refusals> refusals = new HashMap<>();

    private @Nullable ComputeFailure refused;
    private long againAt;

    /** Of one job, in a row. */
    private record Refusals(long first, long last) {}

    TaskLists(BatchCalls calls, Pauses pauses) {
        this.ends = new JobEnds(calls);
        this.pauses = pauses;
    }

    /** Throws a failure that passes, until AWS has not told of this job for too long. */
    List<TaskEnd> bad(String id) {
        if (refused != null && !pauses.until(againAt).isZero()) {
            throw refused;
        }
        try {
            List<TaskEnd> bad = ends.list(id);
            had(id);
            return bad;
        } catch (SdkException fault) {
            ComputeFailure failure = refused(id, fault);
            refused = failure;
            throw failure;
        }
    }

    /** Somebody has a list of this job's tasks. */
    void had(String id) {
        refusals.remove(id);
    }

    /** Why some job's tasks could not be listed when they were last asked for; empty where all could. */
    Optional<String> silence() {
        forgetOld();
        return refusals.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(refused).map(Throwable::getMessage);
    }

    private ComputeFailure refused(String id, SdkException fault) {
        long now = pauses.nanos();
        forgetOld();
        long first = refusals.getOrDefault(id, new Refusals(now, now)).first();
        refusals.put(id, new Refusals(first, now));
        againAt = now + AGAIN.toNanos();
        ComputeFailure told = Faults.told(JobEnds.cant(id), fault);
        return Faults.mayPass(fault) && now - first <= Watch.LONGEST_SILENCE.toNanos() ? told.passing() : told;
    }

    /** What nobody has asked for again since is over, and the next refusal is the first of others. */
    private void forgetOld() {
        long now = pauses.nanos();
        refusals.values().removeIf(each -> now - each.last() > Watch.LONGEST_SILENCE.toNanos());
    }
}
