package dev.cohort.batch.api;

import dev.cohort.batch.AttemptDetail;
import dev.cohort.batch.JobDetail;
import dev.cohort.batch.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What DescribeJobs says of a job, an array or a child. */
final class JobDescriptions {
    private final Arns arns;
    private final LogStreams logs;

    JobDescriptions(Arns arns, LogStreams logs) {
        this.arns = arns;
        this.logs = logs;
    }

    ObjectNode of(Submission submission, JobDetail job, boolean cancelled, boolean terminated) {
        ObjectNode detail = submission.detail().deepCopy();
        detail.put("jobArn", arns.of("job", job.id())).put("jobId", job.id());
        detail.put("status", job.status().name());
        Answers.putIfKnown(detail, "statusReason", job.statusReason());
        putTimes(detail, job);
        detail.set("attempts", Answers.list(job.attempts(), attempt -> attempt(submission, job, attempt)));
        detail.put("isCancelled", cancelled).put("isTerminated", terminated);
        array(job, detail);
        container(submission, job, (ObjectNode) detail.get("container"));
        return detail;
    }

    static void putTimes(ObjectNode detail, JobDetail job) {
        putTime(detail, "createdAt", job.createdAt());
        putTime(detail, "startedAt", job.startedAt());
        putTime(detail, "stoppedAt", job.stoppedAt());
    }

    static void putTime(ObjectNode detail, String name, @Nullable Instant time) {
        if (time != null) {
            detail.put(name, time.toEpochMilli());
        }
    }

    private static void array(JobDetail job, ObjectNode detail) {
        if (job.index() != null) {
            detail.set("arrayProperties", Answers.object().put("index", job.index()));
        } else if (job.spec().isArray()) {
            ObjectNode summary = Answers.object();
            for (JobStatus status : JobStatus.values()) {
                summary.put(status.name(), job.count(status));
            }
            ObjectNode array = Answers.object().put("size", job.spec().arraySize());
            array.set("statusSummary", summary);
            detail.set("arrayProperties", array);
        }
    }

    private ObjectNode attempt(Submission submission, JobDetail job, AttemptDetail attempt) {
        ObjectNode container = Answers.object();
        putRun(submission, job, attempt.number(), container);
        putEnd(attempt, container);
        ObjectNode json = Answers.object();
        json.set("container", container);
        Answers.putIfKnown(json, "statusReason", attempt.statusReason());
        putTime(json, "startedAt", attempt.startedAt());
        putTime(json, "stoppedAt", attempt.stoppedAt());
        return json;
    }

    private static void putEnd(AttemptDetail attempt, ObjectNode container) {
        if (attempt.exitCode() != null) {
            container.put("exitCode", attempt.exitCode());
        }
        Answers.putIfKnown(container, "reason", attempt.reason());
    }

    private void putRun(Submission submission, JobDetail job, int attempt, ObjectNode container) {
        String task = logs.task(job.id(), attempt);
        if (task != null) {
            container.put("taskArn", arns.taskOf(task));
            container.put("logStreamName", LogStreams.name(containerOf(submission), task));
        }
    }

    private static Container containerOf(Submission submission) {
        return (Container) Objects.requireNonNull(submission.spec().payload(), "payload");
    }

    /** The container is that of the attempt under way, or of the last one. */
    private void container(Submission submission, JobDetail job, ObjectNode container) {
        List<AttemptDetail> ended = job.attempts();
        int current = ended.size() + (job.status().isUnderWay() ? 1 : 0);
        putRun(submission, job, current, container);
        if (job.status().isEnded() && !ended.isEmpty()) {
            putEnd(ended.get(ended.size() - 1), container);
        }
    }
}
