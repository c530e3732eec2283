package dev.cohort.batch;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * AWS Batch on one machine: takes jobs from any thread, and has each attempt started when its turn and its capacity come.
 *
 * <p>One lock guards the pure scheduler; what it decides is carried out outside that lock.
 */
public final class LocalBatch implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(40);
    private static final long NO_WAKE = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Scheduler scheduler;
    private final TaskExecutor tasks;
    private final Executor starters;
    private final InstantSource time;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, LocalBatch::daemon);
    private final Outbox outbox = new Outbox(new Drive());
    private final Map<String, LiveAttempt> live = new ConcurrentHashMap<>();
    private long now = Long.MIN_VALUE;
    private long nextWake = NO_WAKE;
    private boolean closed;

    /** By a clock that nobody can set back. */
    public LocalBatch(Layout layout, TaskExecutor tasks, Executor starters) {
        this(layout, tasks, starters, new SteadyTime());
    }

    /**
     * @param starters where {@link TaskExecutor#start} is called, so usually a bounded pool; {@code Runnable::run} starts
     *     attempts in whichever thread brought the news that there is room
     */
    public LocalBatch(Layout layout, TaskExecutor tasks, Executor starters, InstantSource time) {
        this(layout, tasks, starters, time, () -> UUID.randomUUID().toString());
    }

    LocalBatch(Layout layout, TaskExecutor tasks, Executor starters, InstantSource time, Supplier<String> ids) {
        this.scheduler = new Scheduler(layout, ids);
        this.tasks = tasks;
        this.starters = starters;
        this.time = time;
    }

    /** Returns the new job's id. */
    public String submit(JobSpec spec) {
        return change(at -> {
            if (closed) {
                throw new IllegalStateException("The job '" + spec.name() + "' came after the local batch was closed.");
            }
            return scheduler.submit(spec, at);
        });
    }

    /** Changes queues and compute environments; what runs in one that is gone goes on. */
    public void layout(Layout layout) {
        change(at -> {
            scheduler.become(layout);
            return layout;
        });
    }

    /** Jobs and children by id, in the order asked for; as on AWS, an unknown id is left out. */
    public List<JobDetail> describe(Collection<String> ids) {
        return read(() -> Descriptions.of(scheduler.jobs(), ids));
    }

    /**
     * Those children of an array that stand in one of {@code statuses}, by index from {@code fromIndex} on, at most
     * {@code limit}; the next page starts after the last index of this one. None for a plain job.
     */
    public List<ChildDetail> children(String parentId, Set<JobStatus> statuses, int fromIndex, int limit) {
        return read(() -> Descriptions.children(scheduler.jobs().require(parentId), statuses, fromIndex, limit));
    }

    /** Ends what has not begun: SUBMITTED, PENDING and RUNNABLE; says nothing where it does nothing. */
    public void cancel(String id, String reason) {
        change(at -> {
            scheduler.cancel(id, reason, at);
            return id;
        });
    }

    /** Ends the job, the array with all its children, or the one child, whatever its status. */
    public void terminate(String id, String reason) {
        change(at -> {
            scheduler.terminate(id, reason, at);
            return id;
        });
    }

    /** Changes with anything that {@link #describe} shows. */
    public long version() {
        return read(scheduler::version);
    }

    /** Waits until the version is another than this, or the time is up; returns the version as it is then. */
    public long awaitChange(long version, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (scheduler.version() == version && left > 0) {
                left = changed.awaitNanos(left);
            }
            return scheduler.version();
        } finally {
            lock.unlock();
        }
    }

    /** Starts nothing more, terminates what runs, and waits; returns whether all of it ended in time. */
    public boolean shutdown(String reason, Duration atMost) throws InterruptedException {
        change(at -> {
            closed = true;
            scheduler.hold(reason);
            return reason;
        });
        timer.shutdownNow();
        return awaitQuiet(atMost.toNanos());
    }

    private boolean awaitQuiet(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (scheduler.underWay() > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return scheduler.underWay() == 0;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #shutdown}, with time enough for TERM, grace and KILL. */
    @Override
    public void close() {
        try {
            shutdown("The local batch was closed", CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks at the time: what is due is stopped. */
    void wake() {
        change(at -> {
            nextWake = NO_WAKE;
            return at;
        });
    }

    /** An end may overtake its start on another thread, and is told once: who is not live any more is not heard. */
    private void started(LiveAttempt attempt) {
        change(at -> {
            if (live.get(attempt.run.id()) == attempt) {
                scheduler.started(attempt.run, at);
            }
            return at;
        });
    }

    private void ended(LiveAttempt attempt, Ended how) {
        change(at -> {
            if (live.remove(attempt.run.id(), attempt)) {
                scheduler.ended(attempt.run, how, at);
            }
            return at;
        });
    }

    private <T> T change(LongFunction<T> operation) {
        T result;
        lock.lock();
        try {
            long before = scheduler.version();
            result = operation.apply(advanced());
            decide();
            if (scheduler.version() != before) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        outbox.empty();
        return result;
    }

    private void decide() {
        outbox.add(scheduler.decide(now));
        OptionalLong deadline = scheduler.nextDeadline();
        if (deadline.isPresent() && deadline.getAsLong() < nextWake && !closed) {
            nextWake = deadline.getAsLong();
            var unused = timer.schedule(this::wake, nextWake - now, TimeUnit.MILLISECONDS);
        }
    }

    /** The scheduler's time never runs backwards, whatever the source does. */
    private long advanced() {
        now = Math.max(now, time.millis());
        return now;
    }

    private <T> T read(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "local-batch-timer");
        thread.setDaemon(true);
        return thread;
    }

    /** Carries directives out. */
    private final class Drive implements Directive.Visitor {
        @Override
        public void start(Directive.Start start) {
            LiveAttempt attempt = new LiveAttempt(start.run());
            live.put(attempt.run.id(), attempt);
            try {
                starters.execute(() -> attempt.start(tasks, () -> started(attempt), how -> ended(attempt, how)));
            } catch (RejectedExecutionException full) {
                ended(attempt, LiveAttempt.notStarted(full));
            }
        }

        @Override
        public void stop(Directive.Stop stop) {
            LiveAttempt attempt = live.get(stop.run().id());
            if (attempt != null && attempt.run.equals(stop.run())) {
                attempt.stop(stop.reason());
            }
        }
    }
}
