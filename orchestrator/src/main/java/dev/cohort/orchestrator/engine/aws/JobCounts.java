package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.run.TaskCounts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.batch.model.JobDetail;

/** How many tasks of some jobs stand where, for whoever takes one look and has no plan of them. */
public final class JobCounts {
    /** Why nothing starts is asked of a few jobs at most; where one is too large, so are its like. */
    private static final int MOST_ASKED = 5;

    /** Of those that ended badly so many are listed, of a job and of all: a page has a hundred. */
    private static final int MOST_OF_JOB = 1_000;

    private static final int MOST_OF_ALL = 5_000;

    private final BatchCalls calls;

    public JobCounts(AwsClients clients) {
        this.calls = BatchCalls.hasty(clients);
    }

    /**
     * How the tasks of a job stand.
     *
     * @param unlisted how many of those that count as failed were not asked about: some of them may never have begun
     */
    public record Seen(TaskCounts counts, int unlisted) {}

    /** By the ids of the jobs, as far as AWS knows them. Those that go by count as having run. */
    public Map<String, Seen> of(Collection<String> ids) {
        return BatchCalls.told("the jobs can't be looked at", () -> {
            Map<String, Seen> seen = new LinkedHashMap<>();
            int left = MOST_OF_ALL;
            for (JobDetail job : calls.describe(ids)) {
                int most = Math.min(left, MOST_OF_JOB);
                left -= Math.min(most, Jobs.badly(job));
                seen.put(job.jobId(), seen(job, most));
            }
            return seen;
        });
    }

    /**
     * Why AWS Batch starts nothing of a job, by the ids of those of which it says so. It may say so for a while, too, as long as
     * machines are coming.
     */
    public Map<String, String> stuck(Collection<String> ids) {
        return BatchCalls.told("the jobs can't be looked at", () -> {
            Map<String, String> stuck = new LinkedHashMap<>();
            calls.describe(ids).stream()
                    .filter(job -> Jobs.count(job, Jobs.RUNNABLE) > 0 && Jobs.underWay(job) == 0)
                    .limit(MOST_ASKED)
                    .forEach(job -> Hindrance.reason(calls, job).ifPresent(why -> stuck.put(job.jobId(), why)));
            return stuck;
        });
    }

    /** What a list does not have yet though it could counts as running; it comes with the next look. */
    private Seen seen(JobDetail job, int most) {
        BadEnds bad = new BadEnds(calls);
        if (Jobs.badly(job) > 0 && most > 0) {
            var unused = bad.list(job, most);
        }
        int ok = Jobs.count(job, Jobs.SUCCEEDED);
        int missing = Jobs.badly(job) - bad.listed();
        int unlisted = bad.listed() < most ? 0 : missing;
        int running = Jobs.underWay(job) + missing - unlisted;
        int pending = Math.max(0, Jobs.size(job) - ok - bad.listed() - unlisted - running);
        return new Seen(
                new TaskCounts(ok, 0, bad.failed() + unlisted, bad.upstream(), running, pending, bad.cancelled())
                        .retried(Jobs.retries(job).size()),
                unlisted);
    }
}
