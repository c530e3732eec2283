package dev.cohort.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One submission as the scheduler holds it: its children, what it waits for, and who waits for it. */
final class Job {
    final String id;
    final long serial;
    final JobSpec spec;
    final long createdAt;
    final boolean sequential;
    final Children children;
    final Map<Integer, Flight> flights = new HashMap<>();

    private final Turn usual;

    /** Those of children that need more than the others, as they were out of memory; by what they need, and by child. */
    private final Map<Amount, Turn> larger = new HashMap<>(0);

    private final Map<Integer, Turn> raised = new HashMap<>(0);

    /** Whole jobs that have to succeed first, and its own admission, which counts as one. */
    int openDependencies = 1;

    /** Dependencies of each child that have not succeeded yet; empty when no child has any. */
    byte[] openOfChild = {};

    final List<Job> waitingForAll = new ArrayList<>(0);
    final List<Job> waitingByIndex = new ArrayList<>(0);

    boolean admitted;
    long stoppedAt = Children.NEVER;

    @Nullable String reason;

    Job(String id, long serial, JobSpec spec, Line line, long now) {
        this.id = id;
        this.serial = serial;
        this.spec = spec;
        createdAt = now;
        sequential = spec.isSequential();
        children = new Children(spec.size());
        usual = new Turn(this, line);
    }

    /** That of an array is never RUNNABLE, STARTING or RUNNING. */
    JobStatus status() {
        if (!spec.isArray()) {
            return children.status(0);
        }
        if (children.allEnded()) {
            return children.count(JobStatus.FAILED) > 0 ? JobStatus.FAILED : JobStatus.SUCCEEDED;
        }
        return admitted ? JobStatus.PENDING : JobStatus.SUBMITTED;
    }

    boolean isReady(int index) {
        return openDependencies == 0 && (openOfChild.length == 0 || openOfChild[index] == 0);
    }

    void waitOncePerChild() {
        if (openOfChild.length == 0) {
            openOfChild = new byte[children.size()];
        }
        for (int i = 0; i < openOfChild.length; i++) {
            openOfChild[i]++;
        }
    }

    /** Where a child waits when it may run. */
    Turn turn(int index) {
        return raised.getOrDefault(index, usual);
    }

    /** From now on the child waits in another line, unless there is no more for it than it had. */
    void raise(int index, Line line) {
        if (line != usual.line) {
            raised.put(index, larger.computeIfAbsent(line.need, need -> new Turn(this, line)));
        }
    }

    ChildRun run(int index, int attempt, String environment) {
        Resources resources = spec.resources().memory(turn(index).line.need.memoryMiB());
        return new ChildRun(id, spec.isArray() ? index : null, attempt, spec, environment, resources);
    }
}
