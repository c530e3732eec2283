package dev.cohort.orchestrator.run;

import dev.cohort.contract.RunState;

/** Something that happened to a run. */
public sealed interface RunEvent {
    <T> T accept(Visitor<T> visitor);

    /** One method for each event, so that a new one fails to compile wherever it must be handled. */
    interface Visitor<T> {
        T submitted(Submitted event);

        T progressed(Progressed event);

        T taskFailed(TaskFailed event);

        T ended(Ended event);
    }

    /** A job was handed to the compute, which calls it by an id of its own. */
    record Submitted(String job, String id) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.submitted(this);
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

    /** Nothing of the run is left to happen. */
    record Ended(RunState state) implements RunEvent {
        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.ended(this);
        }
    }
}
