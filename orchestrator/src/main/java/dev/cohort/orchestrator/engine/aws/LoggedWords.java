package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.engine.LastWords;
import java.util.List;
import java.util.Optional;

/**
 * Last words from CloudWatch. They are a courtesy to whoever watches a run: only those of the first failures are fetched, as more are
 * not shown, and after one that can't be had nobody asks again.
 */
public final class LoggedWords implements LastWords {
    private static final int MOST_FETCHED = 20;
    private static final int LINES = 20;

    private final JobLogs logs;
    private int left = MOST_FETCHED;

    public LoggedWords(AwsClients clients) {
        this.logs = new JobLogs(clients);
    }

    @Override
    public List<String> of(String job, boolean array, int index) {
        if (left == 0) {
            return List.of();
        }
        left--;
        try {
            return last(JobLogs.taskId(job, array, index))
                    .map(attempt -> logs.tail(attempt, LINES))
                    .orElse(List.of());
        } catch (ComputeFailure notToBeHad) {
            left = 0;
            return List.of();
        }
    }

    private Optional<JobLogs.Attempt> last(String taskId) {
        return logs.look(taskId).flatMap(JobLogs.Told::lastPrinting);
    }
}
