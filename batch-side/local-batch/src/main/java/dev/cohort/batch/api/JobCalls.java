package dev.cohort.batch.api;

import dev.cohort.batch.JobDetail;
import dev.cohort.batch.LocalBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Jobs: submitted, described, listed, cancelled and terminated. */
final class JobCalls {
    private static final String KIND = "job";
    private static final int MOST_DESCRIBED = 100;

    private final Arns arns;
    private final Tags tags;
    private final Queues queues;
    private final Submitting submitting;
    private final JobDescriptions descriptions;
    private final JobListing listing;
    private final LocalBatch batch;
    private final InstantSource time;
    private final Duration listingDelay;
    private final Map<String, Submitted> byId = new HashMap<>();
    private final Map<String, List<Submitted>> byQueue = new HashMap<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> terminated = new HashSet<>();

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
        this.listing = new JobListing(batch, new JobSummaries(arns));
        this.batch = batch;
        this.time = settings.time();
        this.listingDelay = settings.listingDelay();
    }

    ObjectNode submit(Request request) {
        Submission submission = submitting.submission(request);
        String id = batch.submit(submission.spec());
        Submitted job = new Submitted(id, submission, time.instant());
        byId.put(id, job);
        byQueue.computeIfAbsent(submission.queue(), queue -> new ArrayList<>()).add(job);
        tags.add(arns.of(KIND, id), submission.spec().tags());
        return Answers.object()
                .put("jobArn", arns.of(KIND, id))
                .put("jobName", submission.spec().name())
                .put("jobId", id);
    }

    ObjectNode describe(Request request) {
        List<String> ids =
                request.texts("jobs").stream().map(id -> Arns.name(KIND, id)).toList();
        if (ids.isEmpty() || ids.size() > MOST_DESCRIBED) {
            throw ApiFault.client("jobs names " + ids.size() + " jobs; 1 to " + MOST_DESCRIBED + " are allowed.");
        }
        ObjectNode answer = Answers.object();
        answer.set("jobs", Answers.list(batch.describe(ids), this::description));
        return answer;
    }

    private ObjectNode description(JobDetail job) {
        Submitted submitted = byId.get(whole(job.id()));
        if (submitted == null) {
            throw new IllegalStateException("a job that nobody submitted: " + job.id());
        }
        return descriptions.of(submitted.submission(), job, isIn(cancelled, job.id()), isIn(terminated, job.id()));
    }

    /** What is said of an array is said of its children. */
    private static boolean isIn(Set<String> ids, String id) {
        return ids.contains(id) || ids.contains(whole(id));
    }

    private static String whole(String id) {
        int colon = id.indexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    ObjectNode list(Request request) {
        JobListing.requireOneWay(request);
        return request.has("arrayJobId")
                ? listing.children(array(request.text("arrayJobId")), request)
                : listing.jobs(visible(request.text("jobQueue")), request);
    }

    private Submitted array(String idOrArn) {
        Submitted job = byId.get(Arns.name(KIND, idOrArn));
        if (job == null) {
            throw ApiFault.client("There is no array job " + idOrArn + ".");
        }
        return job;
    }

    /** Jobs come in the order of their times, so those that can't be seen yet stand at the end. */
    private List<Submitted> visible(String queue) {
        String name = queues.require(queue).get("jobQueueName").stringValue();
        List<Submitted> all = byQueue.getOrDefault(name, List.of());
        Instant newest = time.instant().minus(listingDelay);
        int end = all.size();
        while (end > 0 && all.get(end - 1).at().isAfter(newest)) {
            end--;
        }
        return all.subList(0, end);
    }

    ObjectNode cancel(Request request) {
        String id = Arns.name(KIND, request.text("jobId"));
        String reason = request.text("reason");
        remember(cancelled, id, job -> !job.status().isEnded() && !job.status().isUnderWay());
        batch.cancel(id, reason);
        return Answers.object();
    }

    ObjectNode terminate(Request request) {
        String id = Arns.name(KIND, request.text("jobId"));
        String reason = request.text("reason");
        remember(terminated, id, job -> !job.status().isEnded());
        batch.terminate(id, reason);
        return Answers.object();
    }

    private void remember(Set<String> ids, String id, Predicate<JobDetail> concerns) {
        if (batch.describe(List.of(id)).stream().anyMatch(concerns)) {
            ids.add(id);
        }
    }
}
