package dev.cohort.orchestrator.view;

import dev.cohort.contract.Limits;
import dev.cohort.contract.Outcome;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a task of a run.
 *
 * @param attempts how often it is tried at most
 * @param running the attempt that is under way; null where none is
 * @param life how its run stands
 * @param outcome what it left; null before it has ended
 * @param logs where the logs of its attempts lie, of those that printed something
 * @param tail how the last of them ends, where the task left no outcome that says it
 * @param inputsAsThen whether its inputs are those that it found; null where that can't be known
 * @param kind the word for its body
 * @param image what its body ran in a container of; null where that was the machine itself
 * @param environment what the step adds to that of its body
 * @param with the settings of a Java body
 * @param onQueue null where it runs on a machine of somebody's own
 */
public record TaskStory(
        String run,
        String name,
        String step,
        @Nullable String sample,
        int attempts,
        @Nullable Integer running,
        Life life,
        @Nullable Outcome outcome,
        SortedMap<Integer, String> logs,
        List<String> tail,
        List<Input> inputs,
        @Nullable Boolean inputsAsThen,
        String kind,
        @Nullable String image,
        List<String> argv,
        Map<String, String> environment,
        Map<String, String> with,
        Limits limits,
        String results,
        @Nullable OnQueue onQueue) {

    public TaskStory {
        tail = List.copyOf(tail);
    }

    /** How a run stands for those of its tasks that have not ended. */
    public enum Life {
        GOES_ON,
        /** Nobody works on it, and it has not ended. */
        CUT_OFF,
        CANCELLED,
        ENDED
    }

    /**
     * Where AWS Batch has it.
     *
     * @param job its id there; null where it was not submitted
     * @param image in which it runs
     * @param standing how AWS Batch says that it stands; null where nobody could be asked
     * @param attempts what AWS Batch knows of each, in their order
     * @param tail how its log ends, where it came to no outcome
     */
    public record OnQueue(
            @Nullable String job,
            @Nullable String image,
            @Nullable String standing,
            List<Attempt> attempts,
            List<String> tail) {
        public OnQueue {
            attempts = List.copyOf(attempts);
            tail = List.copyOf(tail);
        }

        /**
         * @param stream of CloudWatch Logs; null where it never came to print anything
         */
        public record Attempt(
                int number, String group, @Nullable String stream) {}
    }

    /**
     * An input of it.
     *
     * @param text its value, or where it lies
     * @param producer the step that made it; null for a value, and for a file from outside
     * @param identity null where it is not there, which {@code fault} explains
     */
    public record Input(
            String name,
            String text,
            boolean isFile,
            @Nullable String producer,
            int files,
            long bytes,
            @Nullable String identity,
            @Nullable String fault) {}

    /** Whether it left nothing, and is to begin yet. */
    boolean isToCome() {
        return outcome == null && running == null && life == Life.GOES_ON;
    }

    /** Whether the outcome is of this run; else this run found it there and did nothing. */
    boolean isOwn() {
        return outcome != null && outcome.run().equals(run);
    }
}
