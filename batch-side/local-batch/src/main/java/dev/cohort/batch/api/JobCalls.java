package dev.cohort.batch.api;

import dev.cohort.batch.ChildDetail;
import dev.cohort.batch.JobDetail;
import dev.cohort.batch.JobStatus;
import dev.cohort.batch.LocalBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Jobs: submitted, described, listed, cancelled and terminated. */
final class JobCalls {
    private static final int MOST_DESCRIBED = 100;

    private final Arns arns;
    private final Tags tags;
    private final Queues queues;
    private final Submitting submitting;
    private final JobDescriptions descriptions;
    private final LocalBatch batch;
    private final InstantSource time;
    private final Duration listingDelay;
    private final Map<String, Submission> byId = new HashMap<>();
    private final Map<String, List<Listed>> byQueue = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> terminated = new HashSet<>();

    /** A job of a queue, and when it came. */
    record Listed(String id, Submission submission, Instant at) {}

    JobCalls(
            ApiSettings settings,
            Tags tags,
            Queues queues,
            Definitions definitions,
            LocalBatch batch,
            LogStreams logs) {
        this.arns = settings.arns();
        this.tags = tags;
        this.queues = queues;
        this.submitting = new Submitting(queues, definitions, settings.shortestTimeout());
        this.descriptions = new JobDescriptions(arns, logs);
        this.batch = batch;
        this.time = settings.time();
        this.listingDelay = settings.listingDelay();
    }

    ObjectNode submit(Request request) {
        Submission submission = submitting.submission(request);
        String id = batch.submit(submission.spec());
        byId.put(id, submission);
        byQueue.computeIfAbsent(submission.queue(), queue -> new ArrayList<>())
                .add(new Listed(id, submission, time.instant()));
        tags.add(arns.of("job", id), submission.spec().tags());
        return Answers.object()
                .put("jobArn", arns.of("job", id))
                .put("jobName", submission.spec().name())
                .put("jobId", id);
    }

    ObjectNode describe(Request request) {
        List<String> ids =
                request.texts("jobs").stream().map(id -> Arns.name("job", id)).toList();
        if (ids.isEmpty() || ids.size() > MOST_DESCRIBED) {
            throw ApiFault.client("jobs names " + ids.size() + " jobs; 1 to " + MOST_DESCRIBED + " are allowed.");
        }
        ObjectNode answer = Answers.object();
        answer.set("jobs", Answers.list(batch.describe(ids), this::description));
        return answer;
    }

    private ObjectNode description(JobDetail job) {
        String whole = parent(job.id());
        return descriptions.of(submission(whole), job, isIn(cancelled, job.id()), isIn(terminated, job.id()));
    }

    /** What is said of an array is said of its children. */
    private static boolean isIn(Set<String> ids, String id) {
        return ids.contains(id) || ids.contains(parent(id));
    }

    private static String parent(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    private Submission submission(String id) {
        Submission submission = byId.get(id);
        if (submission == null) {
            throw new IllegalStateException("a job that nobody submitted: " + id);
        }
        return submission;
    }

    ObjectNode list(Request request) {
        boolean byArray = request.has("arrayJobId");
        int ways = (byArray ? 1 : 0) + (request.has("jobQueue") ? 1 : 0) + (request.has("multiNodeJobId") ? 1 : 0);
        if (ways != 1) {
            throw ApiFault.client("Exactly one of jobQueue, arrayJobId and multiNodeJobId must be given.");
        }
        if (request.has("multiNodeJobId")) {
            throw ApiFault.client("Multi-node jobs are not served here.");
        }
        return byArray ? children(request) : jobs(request);
    }

    /** Without a status, those that are RUNNING: that is what AWS does. */
    static JobStatus status(Request request) {
        String word = request.text("jobStatus", JobStatus.RUNNING.name());
        try {
            return JobStatus.valueOf(word);
        } catch (IllegalArgumentException unknown) {
            throw ApiFault.client(
                    "jobStatus is " + word + "; it must be one of " + EnumSet.allOf(JobStatus.class) + ".");
        }
    }

    /** Filters do not apply to children. */
    private ObjectNode children(Request request) {
        String id = Arns.name("job", request.text("arrayJobId"));
        Submission submission = byId.get(id);
        if (submission == null) {
            throw ApiFault.client("There is no array job " + id + ".");
        }
        Page page = Page.of(request);
        List<ChildDetail> found = batch.children(id, EnumSet.of(status(request)), page.from(), page.size() + 1);
        List<ChildDetail> shown = found.subList(0, Math.min(found.size(), page.size()));
        ObjectNode answer = Answers.object();
        answer.set("jobSummaryList", Answers.list(shown, child -> summary(submission, child)));
        return shown.size() < found.size()
                ? Page.withNext(answer, found.get(shown.size()).index())
                : answer;
    }

    private ObjectNode jobs(Request request) {
        String queue =
                queues.require(request.text("jobQueue")).get("jobQueueName").stringValue();
        Instant visible = time.instant().minus(listingDelay);
        JobFilter filter = JobFilter.of(request);
        Page page = Page.of(request);
        List<Listed> all = byQueue.getOrDefault(queue, List.of());
        List<ObjectNode> shown = new ArrayList<>();
        int at = Math.min(page.from(), all.size());
        // Newest first; a token counts from the oldest, as new jobs must not move those of a page.
        for (int i = page.from() == 0 ? all.size() : at; i > 0; i--) {
            if (shown.size() == page.size()) {
                return Page.withNext(answer(shown), i);
            }
            Listed job = all.get(i - 1);
            if (!job.at().isAfter(visible) && filter.couldTake(job)) {
                JobDetail detail = batch.describe(List.of(job.id())).get(0);
                if (filter.takes(detail.status())) {
                    shown.add(summary(job.submission(), detail));
                }
            }
        }
        return answer(shown);
    }

    private static ObjectNode answer(List<ObjectNode> shown) {
        ObjectNode answer = Answers.object();
        answer.set("jobSummaryList", Answers.list(shown, job -> job));
        return answer;
    }

    private ObjectNode summary(Submission submission, String id, JobStatus status) {
        return Answers.object()
                .put("jobArn", arns.of("job", id))
                .put("jobId", id)
                .put("jobName", submission.spec().name())
                .put("status", status.name())
                .put("jobDefinition", submission.definitionArn());
    }

    private ObjectNode summary(Submission submission, JobDetail job) {
        ObjectNode summary = summary(submission, job.id(), job.status());
        Answers.putIfKnown(summary, "statusReason", job.statusReason());
        JobDescriptions.putTimes(summary, job);
        if (job.spec().isArray()) {
            summary.set(
                    "arrayProperties", Answers.object().put("size", job.spec().arraySize()));
        }
        int ended = job.attempts().size();
        if (ended > 0) {
            summary.set(
                    "container",
                    end(
                            job.attempts().get(ended - 1).exitCode(),
                            job.attempts().get(ended - 1).reason()));
        }
        return summary;
    }

    private ObjectNode summary(Submission submission, ChildDetail child) {
        ObjectNode summary = summary(submission, child.id(), child.status());
        Answers.putIfKnown(summary, "statusReason", child.statusReason());
        JobDescriptions.putTime(summary, "startedAt", child.startedAt());
        JobDescriptions.putTime(summary, "stoppedAt", child.stoppedAt());
        summary.set("arrayProperties", Answers.object().put("index", child.index()));
        summary.set("container", end(child.exitCode(), child.reason()));
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

    ObjectNode cancel(Request request) {
        String id = Arns.name("job", request.text("jobId"));
        String reason = request.text("reason");
        boolean waits = batch.describe(List.of(id)).stream()
                .anyMatch(job -> !job.status().isEnded() && !job.status().isUnderWay());
        if (waits) {
            cancelled.add(id);
        }
        batch.cancel(id, reason);
        return Answers.object();
    }

    ObjectNode terminate(Request request) {
        String id = Arns.name("job", request.text("jobId"));
        String reason = request.text("reason");
        if (batch.describe(List.of(id)).stream().anyMatch(job -> !job.status().isEnded())) {
            terminated.add(id);
        }
        batch.terminate(id, reason);
        return Answers.object();
    }
}
