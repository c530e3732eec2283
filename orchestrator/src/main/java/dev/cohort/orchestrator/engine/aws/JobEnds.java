package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.List;

/** The tasks of a job that ended badly, for whoever asks once. */
public final class JobEnds {
    private final BatchCalls calls;

    public JobEnds(AwsClients clients) {
        this(BatchCalls.hasty(clients));
    }

    JobEnds(BatchCalls calls) {
        this.calls = calls;
    }

    /** In no order; none for a job that AWS does not know any more. */
    public List<TaskEnd> bad(String jobId) {
        return BatchCalls.told(
                "the tasks of the job " + jobId + " can't be listed",
                () -> calls.describe(List.of(jobId)).stream()
                        .findFirst()
                        .map(job -> new BadEnds(calls).list(job))
                        .orElse(List.of()));
    }
}
