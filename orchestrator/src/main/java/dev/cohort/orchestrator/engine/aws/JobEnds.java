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

    /** Some of them, where there are more. */
    public List<TaskEnd> bad(String jobId, int most) {
        return BatchCalls.told(cant(jobId), () -> list(jobId, most));
    }

    static String cant(String jobId) {
        return "the tasks of the job " + jobId + " can't be listed";
    }

    /** The same, and throws what the client throws. */
    List<TaskEnd> list(String jobId, int most) {
        return calls.describe(List.of(jobId)).stream()
                .findFirst()
                .map(job -> new BadEnds(calls).list(job, most))
                .orElse(List.of());
    }
}
