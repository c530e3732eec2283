package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.batch.model.JobDetail;

/** The tasks of a job that ended badly, for whoever asks once. */
public final class JobEnds {
    private final BatchCalls calls;

    public JobEnds(AwsClients clients) {
        this(BatchCalls.hasty(clients));
    }

    JobEnds(BatchCalls calls) {
        this.calls = calls;
    }

    /**
     * Tasks that failed by themselves.
     *
     * @param read how many that ended badly were looked through for them
     * @param isAll whether there are no more
     */
    public record Failed(List<TaskEnd> tasks, int read, boolean isAll) {
        public Failed {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * Some of those that failed by themselves, in no order; none for a job that AWS does not know any more.
     *
     * @param most so many are enough
     * @param mostRead so many are looked through: most may only have waited for others
     */
    public Failed failed(String jobId, int most, int mostRead) {
        return BatchCalls.told(
                cant(jobId),
                () -> find(jobId)
                        .map(job -> failed(new BadEnds(calls).each(job).iterator(), most, mostRead))
                        .orElse(new Failed(List.of(), 0, true)));
    }

    private static Failed failed(Iterator<TaskEnd> each, int most, int mostRead) {
        List<TaskEnd> failed = new ArrayList<>();
        int read = 0;
        while (failed.size() < most && read < mostRead && each.hasNext()) {
            TaskEnd end = each.next();
            read++;
            if (end.how() == TaskEnd.How.FAILED) {
                failed.add(end);
            }
        }
        return new Failed(failed, read, !each.hasNext());
    }

    static String cant(String jobId) {
        return "the tasks of the job " + jobId + " can't be listed";
    }

    /** All that ended badly. Throws what the client throws. */
    List<TaskEnd> list(String jobId) {
        return find(jobId).map(new BadEnds(calls)::list).orElse(List.of());
    }

    private Optional<JobDetail> find(String jobId) {
        return calls.describe(List.of(jobId)).stream().findFirst();
    }
}
