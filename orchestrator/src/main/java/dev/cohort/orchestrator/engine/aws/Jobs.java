package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.FailedAttempt;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.batch.model.ArrayPropertiesDetail;
import software.amazon.awssdk.services.batch.model.AttemptContainerDetail;
import software.amazon.awssdk.services.batch.model.AttemptDetail;
import software.amazon.awssdk.services.batch.model.ContainerDetail;
import software.amazon.awssdk.services.batch.model.ContainerSummary;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobSummary;

/** Reads what AWS Batch says of jobs. Statuses are read as words, so that a new one does not end an old client. */
final class Jobs {
    static final String SUCCEEDED = "SUCCEEDED";
    static final String FAILED = "FAILED";
    static final String RUNNABLE = "RUNNABLE";
    private static final String[] UNDER_WAY = {"RUNNING", "STARTING"};

    private Jobs() {}

    static boolean hasEnded(JobDetail job) {
        return SUCCEEDED.equals(job.statusAsString()) || FAILED.equals(job.statusAsString());
    }

    /** The counts of one that went well may lag behind that, which makes nothing of it a failure. */
    static boolean hasFailed(JobDetail job) {
        return FAILED.equals(job.statusAsString());
    }

    static boolean isArray(JobDetail job) {
        @Nullable ArrayPropertiesDetail array = job.arrayProperties();
        return array != null && array.size() != null && array.size() > 0;
    }

    static int size(JobDetail job) {
        return isArray(job) ? job.arrayProperties().size() : 1;
    }

    /** How many tasks of the job stand in one of these statuses. */
    static int count(JobDetail job, String... statuses) {
        Map<String, Integer> summary =
                isArray(job) ? job.arrayProperties().statusSummary() : Map.of(String.valueOf(job.statusAsString()), 1);
        return Stream.of(statuses)
                .mapToInt(status -> summary.getOrDefault(status, 0))
                .sum();
    }

    /** How many did not come to a good end; once a job has ended, those are all that it has not counted as good. */
    static int badly(JobDetail job) {
        return hasEnded(job) ? size(job) - count(job, SUCCEEDED) : count(job, FAILED);
    }

    static int underWay(JobDetail job) {
        return count(job, UNDER_WAY);
    }

    static boolean wasStopped(JobDetail job) {
        return Boolean.TRUE.equals(job.isTerminated()) || Boolean.TRUE.equals(job.isCancelled());
    }

    /** Why a job that is no array ended. */
    static EndReasons reasons(JobDetail job) {
        Optional<ContainerDetail> container = Optional.ofNullable(job.container());
        return new EndReasons(
                job.statusReason(),
                container.map(ContainerDetail::reason).orElse(null),
                container.map(ContainerDetail::exitCode).orElse(null),
                job.startedAt() != null || job.attempts().stream().anyMatch(Jobs::began),
                wasStopped(job));
    }

    private static boolean began(AttemptDetail attempt) {
        return attempt.startedAt() != null;
    }

    /** The attempts at a job that is no array that were followed by another: of children AWS tells them only one by one. */
    static List<FailedAttempt> retries(JobDetail job) {
        List<AttemptDetail> ended = job.attempts();
        int followed = hasEnded(job) ? Math.max(0, ended.size() - 1) : ended.size();
        return isArray(job)
                ? List.of()
                : IntStream.range(0, followed)
                        .mapToObj(i -> failed(i + 1, ended.get(i)))
                        .toList();
    }

    private static FailedAttempt failed(int number, AttemptDetail attempt) {
        Optional<AttemptContainerDetail> container = Optional.ofNullable(attempt.container());
        TaskEnd end = new EndReasons(
                        attempt.statusReason(),
                        container.map(AttemptContainerDetail::reason).orElse(null),
                        container.map(AttemptContainerDetail::exitCode).orElse(null),
                        began(attempt),
                        false)
                .of(0);
        return new FailedAttempt(0, number, end.kind(), end.reason());
    }

    /** Why a child ended; it says nowhere whether that was on purpose, but then has its parent's reason. */
    static EndReasons reasons(JobDetail parent, JobSummary child) {
        Optional<ContainerSummary> container = Optional.ofNullable(child.container());
        @Nullable Integer exitCode = container.map(ContainerSummary::exitCode).orElse(null);
        String reason = String.valueOf(child.statusReason());
        return new EndReasons(
                child.statusReason(),
                container.map(ContainerSummary::reason).orElse(null),
                exitCode,
                child.startedAt() != null || exitCode != null,
                wasStopped(parent) && reason.equals(parent.statusReason()));
    }
}
