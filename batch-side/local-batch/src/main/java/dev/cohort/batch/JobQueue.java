package dev.cohort.batch;

import java.util.List;

/** Where jobs wait: its environments are tried in order; of several queues, the higher priority is served first. */
public record JobQueue(String name, int priority, List<String> environments) {
    public static final int MOST_ENVIRONMENTS = 3;

    public JobQueue {
        environments = List.copyOf(environments);
        RefusedJob.unless(!name.isBlank(), "A queue has no name.");
        RefusedJob.unless(
                priority >= 0, "The queue '" + name + "' has the priority " + priority + "; 0 is the lowest.");
        RefusedJob.unless(
                !environments.isEmpty() && environments.size() <= MOST_ENVIRONMENTS,
                "The queue '" + name + "' has " + environments.size() + " compute environments; 1 to 3 are allowed.");
    }
}
