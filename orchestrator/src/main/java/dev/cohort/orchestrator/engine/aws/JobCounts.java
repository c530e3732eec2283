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

    private final BatchCalls calls;

    public JobCounts(AwsClients clients) {
        this.calls = BatchCalls.hasty(clients);
    }

    /** By the ids of the jobs, as far as AWS knows them. Those that go by count as having run. */
    public Map<String, TaskCounts> of(Collection<String> ids) {
        return BatchCalls.told("the jobs can't be looked at", () -> {
            Map<String, TaskCounts> counts = new LinkedHashMap<>();
            calls.describe(ids).forEach(job -> counts.put(job.jobId(), counts(job)));
            return counts;
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

    private TaskCounts counts(JobDetail job) {
        BadEnds bad = new BadEnds(calls);
        if (Jobs.badly(job) > 0) {
            var unused = bad.list(job);
        }
        int ok = Jobs.count(job, Jobs.SUCCEEDED);
        int late = Jobs.badly(job) - bad.listed();
        int running = Jobs.underWay(job) + late;
        int pending = Math.max(0, Jobs.size(job) - ok - bad.listed() - running);
        return new TaskCounts(ok, 0, bad.failed(), bad.upstream(), running, pending, bad.cancelled());
    }
}
