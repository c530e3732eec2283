package dev.cohort.batch.api;

import dev.cohort.batch.AttemptDetail;
import dev.cohort.batch.ChildDetail;
import dev.cohort.batch.JobDetail;
import dev.cohort.batch.JobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What ListJobs says of a job or a child, in few words. */
final class JobSummaries {
    private final Arns arns;

    JobSummaries(Arns arns) {
        this.arns = arns;
    }

    ObjectNode of(Submitted job, JobDetail detail) {
        ObjectNode summary = summary(job, detail.id(), detail.status(), detail.statusReason());
        JobDescriptions.putTimes(summary, detail);
        if (detail.spec().isArray()) {
            summary.set(
                    "arrayProperties",
                    Answers.object().put("size", detail.spec().arraySize()));
        }
        List<AttemptDetail> attempts = detail.attempts();
        if (!attempts.isEmpty()) {
            AttemptDetail last = attempts.get(attempts.size() - 1);
            summary.set("container", end(last.exitCode(), last.reason()));
        }
        return summary;
    }

    ObjectNode of(Submitted array, ChildDetail child) {
        ObjectNode summary = summary(array, child.id(), child.status(), child.statusReason());
        JobDescriptions.putTime(summary, "createdAt", array.at());
        JobDescriptions.putTime(summary, "startedAt", child.startedAt());
        JobDescriptions.putTime(summary, "stoppedAt", child.stoppedAt());
        summary.set("arrayProperties", Answers.object().put("index", child.index()));
        summary.set("container", end(child.exitCode(), child.reason()));
        return summary;
    }

    private ObjectNode summary(Submitted job, String id, JobStatus status, @Nullable String reason) {
        ObjectNode summary = Answers.object()
                .put("jobArn", arns.of("job", id))
                .put("jobId", id)
                .put("jobName", job.submission().spec().name())
                .put("status", status.name())
                .put("jobDefinition", job.submission().definitionArn());
        Answers.putIfKnown(summary, "statusReason", reason);
        return summary;
    }

    private static ObjectNode end(@Nullable Integer exitCode, @Nullable String reason) {
        ObjectNode container = Answers.object();
        if (exitCode != null) {
            container.put("exitCode", exitCode);
        }
        Answers.putIfKnown(container, "reason", reason);
        return container;
    }
}
