package dev.cohort.orchestrator.engine;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks run: this machine, or AWS Batch. It speaks of jobs, never of single tasks, so that calls do not grow with samples.
 * What it can't do it says by a {@link ComputeFailure}.
 */
public interface Compute extends AutoCloseable {

    /** Hands a job over; {@code ids} are those of the jobs that it waits for, by name. Returns the id of this one. */
    String submit(RunPlan plan, PlannedJob job, Map<String, String> ids) throws InterruptedException;

    /**
     * The id of a job that somebody meant to submit and who may be gone; empty where the compute does not have it, and never
     * will. Of several by that name the oldest stays.
     */
    Optional<String> find(PlannedJob job) throws InterruptedException;

    /** How these jobs stand. */
    List<JobView> look(Collection<String> ids);

    /** The tasks of a job that failed for good, in no order, as far as they are known to have. */
    List<TaskEnd> failures(String id);

    /** Starts nothing more of this job, and ends what runs of it. */
    void terminate(String id, String reason);

    /** Returns when something may have changed, or the time is over. */
    void awaitChange(Duration atMost) throws InterruptedException;

    @Override
    void close();

    /**
     * A task of a job that ended badly.
     *
     * @param kind what the compute knows better than the task, which may not have lived to tell; null where the task's own
     *     outcome says it
     */
    record TaskEnd(
            int index, How how, String reason, @Nullable FailureKind kind) {
        /** Of which the compute knows nothing that its outcome would not say. */
        public TaskEnd(int index, How how, String reason) {
            this(index, how, reason, null);
        }

        /** Whose fault it is. */
        public enum How {
            /** Its own. */
            FAILED,
            /** It never started, as something that it waits for failed or was stopped. */
            UPSTREAM,
            /** It had begun, and was stopped on purpose. */
            CANCELLED
        }
    }
}
