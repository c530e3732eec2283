package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobSummary;

/**
 * Why nothing of a job is started, as AWS Batch says it of tasks that no machine of the queue can hold. It says so for a while, too, where
 * machines are still coming: believed is only what has stood for a while.
 */
final class Hindrance {
    private static final Duration WHILE = Duration.ofMinutes(5);
    private static final String MISCONFIGURATION = "MISCONFIGURATION:";

    private final BatchCalls calls;
    private final Pauses pauses;
    private TaskCounts before = TaskCounts.NONE;
    private long askAt;
    private @Nullable String said;

    Hindrance(BatchCalls calls, Pauses pauses) {
        this.calls = calls;
        this.pauses = pauses;
    }

    /** Null as long as there is hope. */
    @Nullable String see(JobDetail job, TaskCounts counts) {
        boolean stands = Jobs.count(job, Jobs.RUNNABLE) > 0 && Jobs.underWay(job) == 0 && counts.equals(before);
        before = counts;
        if (!stands) {
            said = null;
            askAt = pauses.nanos() + WHILE.toNanos();
        } else if (pauses.until(askAt).isZero()) {
            askAt = pauses.nanos() + WHILE.toNanos();
            said = reason(calls, job).orElse(null);
        }
        return said;
    }

    /** Of an array it is said of a child only. */
    static Optional<String> reason(BatchCalls calls, JobDetail job) {
        List<JobSummary> children = Jobs.isArray(job) ? calls.someRunnable(job.jobId()) : List.of();
        return misconfiguration(
                children.isEmpty() ? job.statusReason() : children.get(0).statusReason());
    }

    /** What AWS Batch says of a job where that means that no machine can hold it. */
    static Optional<String> misconfiguration(@Nullable String reason) {
        return Optional.ofNullable(reason).filter(said -> said.startsWith(MISCONFIGURATION));
    }
}
