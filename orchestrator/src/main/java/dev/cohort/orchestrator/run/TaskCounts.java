package dev.cohort.orchestrator.run;

/**
 * Where the tasks of a job or a step are; they add up to the total.
 *
 * @param passed done without running, as the lane did not need it or the very result was there
 * @param upstream never started, as something that they read failed
 */
public record TaskCounts(int succeeded, int passed, int failed, int upstream, int running, int pending) {
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0);

    public static TaskCounts pending(int tasks) {
        return new TaskCounts(0, 0, 0, 0, 0, tasks);
    }

    public static TaskCounts upstream(int tasks) {
        return new TaskCounts(0, 0, 0, tasks, 0, 0);
    }

    public int total() {
        return succeeded + passed + failed + upstream + running + pending;
    }

    public int ended() {
        return succeeded + passed + failed + upstream;
    }

    public boolean allWell() {
        return succeeded + passed == total();
    }

    public TaskCounts minus(TaskCounts other) {
        return new TaskCounts(
                succeeded - other.succeeded,
                passed - other.passed,
                failed - other.failed,
                upstream - other.upstream,
                running - other.running,
                pending - other.pending);
    }

    public TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                succeeded + other.succeeded,
                passed + other.passed,
                failed + other.failed,
                upstream + other.upstream,
                running + other.running,
                pending + other.pending);
    }
}
