package dev.cohort.batch.api;

import dev.cohort.batch.ChildDetail;
import dev.cohort.batch.JobDetail;
import dev.cohort.batch.JobStatus;
import dev.cohort.batch.LocalBatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The pages of ListJobs: jobs of a queue, newest first, and children of an array. */
final class JobListing {
    private final LocalBatch batch;
    private final JobSummaries summaries;

    JobListing(LocalBatch batch, JobSummaries summaries) {
        this.batch = batch;
        this.summaries = summaries;
    }

    static void requireOneWay(Request request) {
        long ways = List.of("jobQueue", "arrayJobId", "multiNodeJobId").stream()
                .filter(request::has)
                .count();
        if (ways != 1) {
            throw ApiFault.client("Exactly one of jobQueue, arrayJobId and multiNodeJobId must be given.");
        }
        if (request.has("multiNodeJobId")) {
            throw ApiFault.client("Multi-node jobs are not served here.");
        }
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
    ObjectNode children(Submitted array, Request request) {
        Page page = Page.of(request);
        List<ChildDetail> found = batch.children(array.id(), EnumSet.of(status(request)), page.from(), page.size() + 1);
        List<ChildDetail> shown = found.subList(0, Math.min(found.size(), page.size()));
        ObjectNode answer = Answers.object();
        answer.set("jobSummaryList", Answers.list(shown, child -> summaries.of(array, child)));
        return shown.size() < found.size()
                ? Page.withNext(answer, found.get(shown.size()).index())
                : answer;
    }

    /** A token counts from the oldest, as new jobs must not move the pages of those before them. */
    ObjectNode jobs(List<Submitted> all, Request request) {
        JobFilter filter = JobFilter.of(request);
        Page page = Page.of(request);
        List<ObjectNode> shown = new ArrayList<>();
        for (int i = page.from() == 0 ? all.size() : Math.min(page.from(), all.size()); i > 0; i--) {
            if (shown.size() == page.size()) {
                return Page.withNext(answer(shown), i);
            }
            addIfWanted(all.get(i - 1), filter, shown);
        }
        return answer(shown);
    }

    private void addIfWanted(Submitted job, JobFilter filter, List<ObjectNode> shown) {
        if (filter.couldTake(job)) {
            JobDetail detail = batch.describe(List.of(job.id())).get(0);
            if (filter.takes(detail.status())) {
                shown.add(summaries.of(job, detail));
            }
        }
    }

    private static ObjectNode answer(List<ObjectNode> shown) {
        ObjectNode answer = Answers.object();
        answer.set("jobSummaryList", Answers.list(shown, job -> job));
        return answer;
    }
}
