package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.batch.model.JobDetail;

/**
 * How the tasks of a job that ended badly did, as far as they were listed. They are listed when there are clearly more of them than
 * before, since a list of ten thousand takes a hundred calls.
 */
final class BadEnds {
    /** With each list the next one is put off until there are this part more. */
    private static final int PART = 8;

    /** After that many looks a list is made for a single one, too. */
    private static final int MOST_LOOKS = 10;

    /** A list may lag behind the job for a while, but not for ever. */
    private static final int MOST_LAST_LISTS = 5;

    private final BatchCalls calls;
    private final BitSet indices = new BitSet();
    private int listed;
    private int failed;
    private int cancelled;
    private int looks;
    private int lastLists;

    BadEnds(BatchCalls calls) {
        this.calls = calls;
    }

    /** Those that were listed. */
    BitSet indices() {
        return indices;
    }

    int listed() {
        return listed;
    }

    int failed() {
        return failed;
    }

    int cancelled() {
        return cancelled;
    }

    int upstream() {
        return listed - failed - cancelled;
    }

    /** Whether it is time for a list. */
    boolean isDue(JobDetail job) {
        int badly = Jobs.badly(job);
        looks = badly > listed ? looks + 1 : 0;
        return badly > listed && (Jobs.hasEnded(job) || badly - listed > listed / PART || looks > MOST_LOOKS);
    }

    /** Whether all that a job which has ended says is listed. */
    boolean isComplete(JobDetail job) {
        return listed >= Jobs.badly(job);
    }

    /** Makes the list. By then more may have ended than the job said, which stay out of the counts until it says so. */
    List<TaskEnd> list(JobDetail job) {
        return list(job, Integer.MAX_VALUE);
    }

    /** The list as far as this, or as AWS makes it. */
    List<TaskEnd> list(JobDetail job, int most) {
        List<TaskEnd> ends =
                neverBegan(job) ? allUpstream(job) : each(job).limit(most).toList();
        ends.forEach(end -> indices.set(end.index()));
        listed = Math.min(ends.size(), Jobs.badly(job));
        failed = Math.min(listed, count(ends, TaskEnd.How.FAILED));
        cancelled = Math.min(listed - failed, count(ends, TaskEnd.How.CANCELLED));
        looks = 0;
        lastLists += Jobs.hasEnded(job) ? 1 : 0;
        if (lastLists >= MOST_LAST_LISTS) {
            listed = Jobs.badly(job);
        }
        return ends;
    }

    /** As far as AWS lists them, page by page. */
    Stream<TaskEnd> each(JobDetail job) {
        if (Jobs.isArray(job)) {
            return calls.failed(job.jobId())
                    .map(child ->
                            Jobs.reasons(job, child).of(child.arrayProperties().index()));
        }
        return Jobs.hasFailed(job) ? Stream.of(Jobs.reasons(job).of(0)) : Stream.empty();
    }

    /** An array that waited in vain for a whole job may have no children to speak of. */
    private static boolean neverBegan(JobDetail job) {
        return Jobs.hasFailed(job) && Jobs.count(job, Jobs.FAILED, Jobs.SUCCEEDED) == 0;
    }

    private static List<TaskEnd> allUpstream(JobDetail job) {
        String reason = job.statusReason() == null ? "it was never started" : job.statusReason();
        FailureKind kind = Jobs.wasStopped(job) ? FailureKind.CANCELLED : FailureKind.UPSTREAM;
        return IntStream.range(0, Jobs.size(job))
                .mapToObj(index -> new TaskEnd(index, TaskEnd.How.UPSTREAM, "AWS Batch: " + reason, kind))
                .toList();
    }

    private static int count(List<TaskEnd> ends, TaskEnd.How how) {
        return (int) ends.stream().filter(end -> end.how() == how).count();
    }
}
