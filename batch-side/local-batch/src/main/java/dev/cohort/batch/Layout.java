package dev.cohort.batch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Which queues stand before which compute environments, and when a job that is passed over gets capacity kept for it. */
public record Layout(List<ComputeEnvironment> environments, List<JobQueue> queues, Patience patience) {
    /** The name of the only queue, and of the only environment, of {@link #machine}. */
    public static final String LOCAL = "local";

    /** Nothing is there yet; see {@link LocalBatch#layout}. */
    public static final Layout EMPTY = new Layout(List.of(), List.of(), Patience.USUAL);

    /**
     * How long gaps may be filled at the cost of a job that does not fit yet: after so many starts of later jobs, or
     * when it has waited so long, what it needs is kept free for it as it falls free.
     */
    public record Patience(int overtaken, Duration waited) {
        public static final Patience USUAL = new Patience(100, Duration.ofMinutes(5));

        public Patience {
            RefusedJob.unless(
                    overtaken >= 1,
                    "A job must be overtaken at least once before room is kept for it, not " + overtaken + " times.");
            Objects.requireNonNull(waited, "waited");
        }
    }

    public Layout {
        environments = List.copyOf(environments);
        queues = List.copyOf(queues);
        Objects.requireNonNull(patience, "patience");
        Set<String> known = new HashSet<>();
        for (ComputeEnvironment environment : environments) {
            RefusedJob.unless(
                    known.add(environment.name()), "Two compute environments are named '" + environment.name() + "'.");
        }
        requireQueues(queues, known);
    }

    /** One queue in front of this machine. */
    public static Layout machine(Resources capacity) {
        return new Layout(
                List.of(new ComputeEnvironment(LOCAL, capacity)),
                List.of(new JobQueue(LOCAL, 1, List.of(LOCAL))),
                Patience.USUAL);
    }

    private static void requireQueues(List<JobQueue> queues, Set<String> environments) {
        Set<String> names = new HashSet<>();
        for (JobQueue queue : queues) {
            RefusedJob.unless(names.add(queue.name()), "Two queues are named '" + queue.name() + "'.");
            for (String environment : queue.environments()) {
                RefusedJob.unless(
                        environments.contains(environment),
                        "The queue '" + queue.name() + "' names the unknown compute environment '" + environment
                                + "'.");
            }
        }
    }
}
