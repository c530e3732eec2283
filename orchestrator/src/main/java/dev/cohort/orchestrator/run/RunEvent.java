package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.RunPlan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to a run: what its journal holds, and what its state is made of. */
public sealed interface RunEvent {
    <T> T accept(Visitor<T> visitor);

    /** What it is called, in the journal and in messages. */
    default String word() {
        return accept(new EventWords());
    }

    /** One method for each event, so that a new one fails to compile wherever it must be handled. */
    interface Visitor<T> {
        T started(Started event);

        T planned(Planned event);

        T submitIntended(SubmitIntended event);

        T submitted(Submitted event);

        T notSubmitted(NotSubmitted event);

        T progressed(Progressed event);

        T taskFailed(TaskFailed event);

        T taskRetried(TaskRetried event);

        T cancelAsked(CancelAsked event);

        T takenOver(TakenOver event);

        T attached(Attached event);

        T detached(Detached event);

        T ended(Ended event);
    }

    /**
     * A run began, with an owner.
     *
     * @param queue where its jobs go, whoever is there to look after them; null where they are processes of its owner
     */
    record Started(
            String name,
            String pipeline,
            int samples,
            Owner owner,
            @Nullable String queue,
            Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.started(this);
        }
    }

    /** It was decided what there is to do; a later round plans what an earlier one left. */
    record Planned(int round, List<PlannedStep> steps, List<JobTasks> jobs) implements RunEvent {
        public Planned {
            steps = List.copyOf(steps);
            jobs = List.copyOf(jobs);
        }

        public static Planned of(RunPlan plan) {
            return new Planned(
                    plan.settings().round(),
                    PlannedStep.of(plan),
                    plan.jobs().stream().map(job -> JobTasks.of(plan, job)).toList());
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.planned(this);
        }
    }

    /** A job is about to be handed to the compute, or has been: who finds this alone has to look. */
    record SubmitIntended(String job) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.submitIntended(this);
        }
    }

    /** A job was handed to the compute, which calls it by an id of its own. */
    record Submitted(String job, String id) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.submitted(this);
        }
    }

    /** A job that was intended was looked for, and the compute has it not: it may be intended again. */
    record NotSubmitted(String job) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.notSubmitted(this);
        }
    }

    /** Tasks of a job moved on. */
    record Progressed(String job, TaskCounts counts) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.progressed(this);
        }
    }

    /** A task failed, and will not be tried again. */
    record TaskFailed(FailedTask task) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.taskFailed(this);
        }
    }

    /** An attempt at a task failed, and was followed by another; of many only the first of a step are told. */
    record TaskRetried(RetriedTask task) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.taskRetried(this);
        }
    }

    /** Somebody wants no more of the run. */
    record CancelAsked(String by, Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.cancelAsked(this);
        }
    }

    /** Another process carries the run on, in place of one that is gone. */
    record TakenOver(Owner owner, Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.takenOver(this);
        }
    }

    /** Another process looks after the run from here on, whose jobs have gone on meanwhile. */
    record Attached(Owner owner, Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.attached(this);
        }
    }

    /** Nobody looks after the run any more; its jobs go on. */
    record Detached(Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.detached(this);
        }
    }

    /**
     * Nothing of the run is left to happen.
     *
     * @param why where the state alone does not say it
     */
    record Ended(RunState state, @Nullable String why, Instant at) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.ended(this);
        }
    }
}
