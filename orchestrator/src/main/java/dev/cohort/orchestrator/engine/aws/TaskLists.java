package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import dev.cohort.orchestrator.engine.ComputeFailure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Lists the tasks of jobs that ended badly for whoever watches, who can wait for an AWS that does not do so for a while. */
final class TaskLists {
    /** Whoever asks sooner again gets the same failure. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final JobEnds ends;
    private final Pauses pauses;
    private @Nullable ComputeFailure refused;
    private @Nullable Long refusedSince;
    private long againAt;

    TaskLists(BatchCalls calls, Pauses pauses) {
        this.ends = new JobEnds(calls);
        this.pauses = pauses;
    }

    /** Throws a failure that passes, until AWS has been silent for too long. */
    List<TaskEnd> bad(String id) {
        if (refused != null && !pauses.until(againAt).isZero()) {
            throw refused;
        }
        try {
            List<TaskEnd> bad = ends.list(id, Integer.MAX_VALUE);
            refused = null;
            refusedSince = null;
            return bad;
        } catch (SdkException fault) {
            ComputeFailure failure = refused(id, fault);
            refused = failure;
            throw failure;
        }
    }

    private ComputeFailure refused(String id, SdkException fault) {
        long now = pauses.nanos();
        long since = refusedSince == null ? now : refusedSince;
        refusedSince = since;
        againAt = now + AGAIN.toNanos();
        ComputeFailure told = Faults.told(JobEnds.cant(id), fault);
        return Faults.mayPass(fault) && now - since <= Watch.LONGEST_SILENCE.toNanos() ? told.passing() : told;
    }
}
