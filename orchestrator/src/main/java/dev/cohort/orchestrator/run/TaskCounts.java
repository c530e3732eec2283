package dev.cohort.orchestrator.run;

import dev.cohort.contract.JsonObject;

/**
 * Where the tasks of a job or a step are; they add up to the total.
 *
 * @param passed done without running, as the lane did not need it or the very result was there
 * @param upstream never started, as something that they read failed or was stopped
 * @param cancelled begun, and stopped on purpose: nobody's failure
 * @param retries how many attempts at them failed and were followed by another, as far as the compute tells: no tasks of their own
 */
public record TaskCounts(
        int succeeded, int passed, int failed, int upstream, int running, int pending, int cancelled, int retries) {
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0, 0);

    /** Of tasks none of which was tried again. */
    public TaskCounts(int succeeded, int passed, int failed, int upstream, int running, int pending, int cancelled) {
        this(succeeded, passed, failed, upstream, running, pending, cancelled, 0);
    }

    /** Of tasks none of which was stopped, as is usual. */
    public TaskCounts(int succeeded, int passed, int failed, int upstream, int running, int pending) {
        this(succeeded, passed, failed, upstream, running, pending, 0);
    }

    public static TaskCounts pending(int tasks) {
        return new TaskCounts(0, 0, 0, 0, 0, tasks);
    }

    public static TaskCounts upstream(int tasks) {
        return new TaskCounts(0, 0, 0, tasks, 0, 0);
    }

    /** The same tasks, at which so many attempts were followed by another. */
    public TaskCounts retried(int times) {
        return new TaskCounts(succeeded, passed, failed, upstream, running, pending, cancelled, times);
    }

    public int total() {
        return ended() + running + pending;
    }

    public int ended() {
        return succeeded + passed + failed + upstream + cancelled;
    }

    /** The same tasks once nothing goes on any more. */
    TaskCounts atTheEnd() {
        return new TaskCounts(succeeded, passed, failed, upstream + pending, 0, 0, cancelled + running, retries);
    }

    /** Whether nothing more happens to any of them. */
    public boolean isDone() {
        return ended() == total();
    }

    public boolean allWell() {
        return succeeded + passed == total();
    }

    /** What an earlier round has done, where a later one has so many of these tasks to do yet. */
    TaskCounts without(int tasks) {
        int done = Math.max(0, total() - tasks);
        int donePassed = Math.min(passed, done);
        return new TaskCounts(done - donePassed, donePassed, 0, 0, 0, 0);
    }

    /** The same tasks, of which so many go by as soon as they can: a queue can't tell those from others that went well. */
    public TaskCounts passing(int tasks) {
        int more = Math.min(succeeded, tasks - passed);
        return more <= 0
                ? this
                : new TaskCounts(
                        succeeded - more, passed + more, failed, upstream, running, pending, cancelled, retries);
    }

    public TaskCounts minus(TaskCounts other) {
        return plus(new TaskCounts(
                -other.succeeded,
                -other.passed,
                -other.failed,
                -other.upstream,
                -other.running,
                -other.pending,
                -other.cancelled,
                -other.retries));
    }

    public TaskCounts plus(TaskCounts other) {
        return new TaskCounts(
                succeeded + other.succeeded,
                passed + other.passed,
                failed + other.failed,
                upstream + other.upstream,
                running + other.running,
                pending + other.pending,
                cancelled + other.cancelled,
                retries + other.retries);
    }

    /** By the names that journal and status give them; no retries where none is known, as a queue does not tell of all. */
    public void putInto(JsonObject.Builder json) {
        json.put("succeeded", (long) succeeded)
                .put("passed", (long) passed)
                .put("failed", (long) failed)
                .put("cancelled", (long) cancelled)
                .put("upstream", (long) upstream)
                .put("running", (long) running)
                .put("pending", (long) pending)
                .putIfPresent("retries", retries == 0 ? null : retries);
    }
}
