package dev.cohort.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Follows what the end of a child or of a whole job means for those who wait for it.
 *
 * <p>Ends are queued, not followed by recursion: a chain of ten thousand children would not fit a stack.
 */
final class Settlement {
    private static final int WHOLE_JOB = -1;

    private final Jobs jobs;
    private final Dispatcher dispatcher;
    private final Deque<End> ends = new ArrayDeque<>();
    private long changes;

    private record End(Job job, int index) {}

    Settlement(Jobs jobs, Dispatcher dispatcher) {
        this.jobs = jobs;
        this.dispatcher = dispatcher;
    }

    /** How many changes there have been that a reader can see. */
    long changes() {
        return changes;
    }

    void changed() {
        changes++;
    }

    /** Hangs a new job onto what it waits for, of which some may have ended already, and lets go of what is ready. */
    void admit(Job job, long now) {
        if (job.children.allEnded()) {
            return;
        }
        job.admitted = true;
        changes++;
        moveAll(job, JobStatus.SUBMITTED, JobStatus.PENDING);
        job.spec.dependsOn().forEach(dependency -> link(job, dependency, now));
        opened(job, true, now);
        follow(now);
    }

    private void link(Job job, Dependency dependency, long now) {
        String id = dependency.jobId();
        if (id == null) {
            waitForChildBefore(job, now);
        } else if (dependency.type() == Dependency.Type.N_TO_N) {
            waitByIndex(job, jobs.require(id), now);
        } else {
            waitForAll(job, jobs.require(id), now);
        }
    }

    private void waitForAll(Job job, Job other, long now) {
        job.openDependencies++;
        if (other.status().isEnded()) {
            opened(job, other.status() == JobStatus.SUCCEEDED, now);
        } else {
            other.waitingForAll.add(job);
        }
    }

    private void waitByIndex(Job job, Job other, long now) {
        job.waitOncePerChild();
        other.waitingByIndex.add(job);
        for (int i = 0; i < job.children.size(); i++) {
            if (other.children.status(i).isEnded()) {
                openedChild(job, i, other.children.status(i) == JobStatus.SUCCEEDED, now);
            }
        }
    }

    private void waitForChildBefore(Job job, long now) {
        job.waitOncePerChild();
        openedChild(job, 0, true, now);
        for (int i = 1; i < job.children.size(); i++) {
            if (job.children.status(i - 1).isEnded()) {
                openedChild(job, i, false, now);
            }
        }
    }

    /** Ends a child that holds no capacity, or whose capacity was given back. */
    void end(Job job, int index, JobStatus status, @Nullable String reason, long now) {
        if (job.children.status(index) == JobStatus.RUNNABLE) {
            noLongerRunnable(job, index);
        }
        move(job, index, status);
        job.children.stopped(index, now);
        if (reason != null) {
            job.children.giveReason(index, reason);
        }
        ends.add(new End(job, index));
        if (job.children.allEnded()) {
            job.stoppedAt = now;
            ends.add(new End(job, WHOLE_JOB));
        }
    }

    void move(Job job, int index, JobStatus to) {
        job.children.move(index, to);
        changes++;
    }

    void becomeRunnable(Job job, int index, long now) {
        move(job, index, JobStatus.RUNNABLE);
        Turn turn = job.turn(index);
        boolean first = turn.runnable.isEmpty();
        turn.runnable.add(index);
        if (first) {
            dispatcher.enlist(turn, now);
        }
    }

    void noLongerRunnable(Job job, int index) {
        Turn turn = job.turn(index);
        turn.runnable.remove(index);
        if (turn.runnable.isEmpty()) {
            dispatcher.withdraw(turn);
        }
    }

    /** Tells everybody who waits of all that has ended, and of what ended by that. */
    void follow(long now) {
        for (End end = ends.poll(); end != null; end = ends.poll()) {
            if (end.index == WHOLE_JOB) {
                tellThoseWaitingForAll(end.job, now);
            } else {
                tellThoseWaitingByIndex(end.job, end.index, now);
            }
        }
    }

    private void tellThoseWaitingForAll(Job ended, long now) {
        boolean succeeded = ended.status() == JobStatus.SUCCEEDED;
        ended.waitingForAll.forEach(job -> opened(job, succeeded, now));
        ended.waitingForAll.clear();
        ended.waitingByIndex.clear();
    }

    private void tellThoseWaitingByIndex(Job ended, int index, long now) {
        boolean succeeded = ended.children.status(index) == JobStatus.SUCCEEDED;
        ended.waitingByIndex.forEach(job -> openedChild(job, index, succeeded, now));
        if (ended.sequential && ended.admitted && index + 1 < ended.children.size()) {
            openedChild(ended, index + 1, succeeded, now);
        }
    }

    private void opened(Job job, boolean succeeded, long now) {
        if (!succeeded) {
            failAll(job, now);
        } else if (--job.openDependencies == 0) {
            releaseAll(job, now);
        }
    }

    private void failAll(Job job, long now) {
        job.reason = job.reason == null ? StatusReasons.DEPENDENCY_FAILED : job.reason;
        for (int i = 0; i < job.children.size(); i++) {
            if (job.children.status(i) == JobStatus.PENDING) {
                end(job, i, JobStatus.FAILED, StatusReasons.DEPENDENCY_FAILED, now);
            }
        }
    }

    private void releaseAll(Job job, long now) {
        for (int i = 0; i < job.children.size(); i++) {
            if (job.children.status(i) == JobStatus.PENDING && job.isReady(i)) {
                becomeRunnable(job, i, now);
            }
        }
    }

    private void openedChild(Job job, int index, boolean succeeded, long now) {
        if (job.children.status(index) != JobStatus.PENDING) {
            return;
        }
        if (!succeeded) {
            end(job, index, JobStatus.FAILED, StatusReasons.DEPENDENCY_FAILED, now);
            return;
        }
        job.openOfChild[index]--;
        if (job.isReady(index)) {
            becomeRunnable(job, index, now);
        }
    }

    private void moveAll(Job job, JobStatus from, JobStatus to) {
        for (int i = 0; i < job.children.size(); i++) {
            if (job.children.status(i) == from) {
                move(job, i, to);
            }
        }
    }
}
