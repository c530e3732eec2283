package dev.cohort.batch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;

/** AWS Batch on one machine: takes jobs from any thread, and has each attempt started when its turn and its capacity come. */
public final class LocalBatch implements AutoCloseable {

    /** Starts attempts through {@code starters}, by a clock that nobody can set back. */
    public LocalBatch(Layout layout, TaskExecutor tasks, Executor starters) {
        this(layout, tasks, starters, InstantSource.system());
    }

    /**
     * @param starters where {@link TaskExecutor#start} is called, so usually a bounded pool; {@code Runnable::run} starts
     *     attempts in whichever thread brought the news that there is room
     */
    public LocalBatch(Layout layout, TaskExecutor tasks, Executor starters, InstantSource time) {
        throw new UnsupportedOperationException();
    }

    /** Returns the new job's id. */
    public String submit(JobSpec spec) {
        throw new UnsupportedOperationException();
    }

    /** Jobs and children by id, in the order asked for; as on AWS, an unknown id is left out. */
    public List<JobDetail> describe(Collection<String> ids) {
        throw new UnsupportedOperationException();
    }

    /**
     * Those children of an array that stand in one of {@code statuses}, by index from {@code fromIndex} on, at most
     * {@code limit}; the next page starts after the last index of this one.
     */
    public List<ChildDetail> children(String parentId, Set<JobStatus> statuses, int fromIndex, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Ends what has not begun: SUBMITTED, PENDING and RUNNABLE; says nothing where it does nothing. */
    public void cancel(String id, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Ends the job, the array with all its children, or the one child, whatever its status. */
    public void terminate(String id, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Counts changes of anything that {@link #describe} shows. */
    public long version() {
        throw new UnsupportedOperationException();
    }

    /** Waits until something differs from {@code version}, or the time is up; returns the version as it is then. */
    public long awaitChange(long version, Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Starts nothing more, terminates what runs, and waits; returns whether all of it ended in time. */
    public boolean shutdown(String reason, Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** As {@link #shutdown}, with time enough for TERM, grace and KILL. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
