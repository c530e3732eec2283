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

    /**
     * Hands a job over; {@code ids} are those of the jobs that it waits for, by name. Where that takes long or several tries, the
     * licence is asked before each. Returns the id of this one.
     */
    String submit(RunPlan plan, PlannedJob job, Map<String, String> ids, Licence licence) throws InterruptedException;

    /** Whether whoever submits still may. */
    @FunctionalInterface
    interface Licence {
        /** Throws where somebody else has taken the run over. */
        void require();
    }

    /**
     * The ids, by name, of those jobs that the compute has, of some that somebody meant to submit who may be gone: it does not
     * have the others, and never will. Of several by one name the oldest stays.
     */
    Map<String, String> find(RunPlan plan, Collection<PlannedJob> jobs) throws InterruptedException;

    /** A job that was handed over by somebody else is asked about from now on. */
    void adopt(RunPlan plan, PlannedJob job, String id);

    /** Whether lanes that went well lead on into a job that is handed over when others of its lanes have failed already. */
    boolean leadsOnFromFailed();

    /** How these jobs stand. */
    List<JobView> look(Collection<String> ids);

    /** Why nobody could say at the last look how they stand, or which of their tasks failed, though they may well go on; empty where that was known. */
    default Optional<String> silence() {
        return Optional.empty();
    }

    /** That some of them are not known to the compute, which may be lost then; empty where all are. */
    default Optional<String> unknown() {
        return Optional.empty();
    }

    /** The tasks of a job that failed for good, in no order, as far as they are known to have. */
    List<TaskEnd> failures(String id);

    /** Attempts at tasks of a job that failed and were followed by another, the first of them, as far as that is known without asking. */
    default List<FailedAttempt> retries(String id) {
        return List.of();
    }

    /** Starts nothing more of this job, and ends what runs of it. */
    void terminate(String id, String reason);

    /** Returns when something may have changed, or the time is over. */
    void awaitChange(Duration atMost) throws InterruptedException;

    @Override
    void close();

    /**
     * An attempt at a task of a job that failed, and was followed by another.
     *
     * @param attempt from 1
     * @param kind null where only the task's own outcome says it
     */
    record FailedAttempt(int index, int attempt, @Nullable FailureKind kind, String reason) {}

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
            /** It never started, as something that it waits for failed or was stopped; or, of the kind CANCELLED, itself. */
            UPSTREAM,
            /** It had begun, and was stopped on purpose. */
            CANCELLED
        }
    }
}
