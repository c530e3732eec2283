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
    final Amount need;
    final Line line;
    final long createdAt;
    final boolean sequential;
    final Children children;
    final IndexSet runnable;
    final Map<Integer, Flight> flights = new HashMap<>();

    /** Whole jobs that have to succeed first, and its own admission, which counts as one. */
    int openDependencies = 1;

    /** Dependencies of each child that have not succeeded yet; empty when no child has any. */
    byte[] openOfChild = {};

    final List<Job> waitingForAll = new ArrayList<>(0);
    final List<Job> waitingByIndex = new ArrayList<>(0);

    /** How often later jobs were started while this one did not fit, and since when it waits. */
    int overtaken;

    long waitingSince;
    boolean admitted;
    long stoppedAt = Children.NEVER;

    @Nullable String reason;

    Job(String id, long serial, JobSpec spec, Line line, long now) {
        this.id = id;
        this.serial = serial;
        this.spec = spec;
        this.line = line;
        need = line.need;
        createdAt = now;
        sequential = spec.isSequential();
        children = new Children(spec.size());
        runnable = new IndexSet(spec.size());
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

    ChildRun run(int index, int attempt, String environment) {
        return new ChildRun(id, spec.isArray() ? index : null, attempt, spec, environment);
    }
}
