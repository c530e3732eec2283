package dev.cohort.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pure core: jobs and news go in with the time at which they come, directives come out; no thread, clock or I/O.
 *
 * <p>All times are milliseconds since 1970, and never run backwards.
 */
final class Scheduler {
    private final Supplier<String> ids;
    private final Jobs jobs = new Jobs();
    private final Dispatcher dispatcher;
    private final Settlement settlement;
    private final Deque<Job> arrivals = new ArrayDeque<>();
    private final TreeSet<Flight> deadlines = new TreeSet<>(Flight.BY_DEADLINE);
    private List<Directive> directives = new ArrayList<>();
    private final Set<Flight> flights = new LinkedHashSet<>();
    private boolean held;

    /** @param ids gives a new one each time, without a colon, which is what tells children from their array */
    Scheduler(Layout layout, Supplier<String> ids) {
        this.ids = ids;
        dispatcher = new Dispatcher(layout);
        settlement = new Settlement(jobs, dispatcher);
    }

    /** The new job is SUBMITTED until the next {@link #decide}. */
    String submit(JobSpec spec, long now) {
        Line line = dispatcher.lineOf(spec);
        requireDependencies(spec);
        Job job = new Job(ids.get(), jobs.count(), spec, line, now);
        jobs.add(job);
        arrivals.add(job);
        return job.id;
    }

    private void requireDependencies(JobSpec spec) {
        for (Dependency dependency : spec.dependsOn()) {
            String id = dependency.jobId();
            if (id != null) {
                Job other = jobs.dependency(spec, id);
                RefusedJob.unless(
                        dependency.type() != Dependency.Type.N_TO_N || other.spec.arraySize() == spec.arraySize(),
                        "The array '" + spec.name() + "' of " + spec.arraySize() + " depends by N_TO_N on '"
                                + other.spec.name() + "' of " + other.spec.size()
                                + "; both have to be arrays of one size.");
            }
        }
    }

    void started(ChildRun run, long now) {
        Flight flight = flight(run, "the start");
        if (flight.job.children.status(flight.index) != JobStatus.STARTING) {
            throw outOfPlace(run, "the start");
        }
        settlement.move(flight.job, flight.index, JobStatus.RUNNING);
        flight.job.children.started(flight.index, now);
        Duration timeout = flight.job.spec.timeout();
        if (timeout != null && flight.stopReason == null) {
            flight.deadline = now + timeout.toMillis();
            deadlines.add(flight);
        }
    }

    void ended(ChildRun run, Ended ended, long now) {
        Flight flight = flight(run, "the end");
        flight.job.flights.remove(flight.index);
        deadlines.remove(flight);
        dispatcher.giveBack(flight);
        flights.remove(flight);
        directives.removeIf(directive -> directive.run().equals(run));
        settle(flight, ended, now);
        settlement.follow(now);
    }

    private void settle(Flight flight, Ended ended, long now) {
        Job job = flight.job;
        int attempt = flight.run.attempt();
        if (flight.stopReason == null && ended.succeeded()) {
            settlement.end(job, flight.index, JobStatus.SUCCEEDED, ended.statusReason(), now);
            return;
        }
        String reason = flight.stopReason == null ? ended.statusReason() : flight.stopReason;
        job.children.remember(flight.index, attemptDetail(flight, ended, reason, now));
        if (flight.stopReason == null && job.spec.retry().triesAgain(attempt, ended)) {
            raiseIfOutOfMemory(flight, ended);
            settlement.becomeRunnable(job, flight.index, now);
        } else {
            settlement.end(job, flight.index, JobStatus.FAILED, reason, now);
        }
    }

    private void raiseIfOutOfMemory(Flight flight, Ended ended) {
        double factor = flight.job.spec.retry().memoryFactor();
        if (factor > 1 && ended.isOutOfMemory()) {
            flight.job.raise(flight.index, dispatcher.lineOfMore(flight.job.spec, flight.line.need, factor));
        }
    }

    private static AttemptDetail attemptDetail(Flight flight, Ended ended, @Nullable String reason, long now) {
        return new AttemptDetail(
                flight.run.attempt(),
                Descriptions.instant(flight.job.children.startedAt(flight.index)),
                Instant.ofEpochMilli(now),
                ended.exitCode(),
                ended.reason(),
                reason);
    }

    void cancel(String id, String reason, long now) {
        jobs.find(id).ifPresent(target -> cancel(target, reason, now));
        settlement.follow(now);
    }

    private void cancel(Jobs.Target target, String reason, long now) {
        target.indices().forEach(i -> {
            if (target.job().children.status(i).isCancellable()) {
                giveReason(target, reason);
                settlement.end(target.job(), i, JobStatus.FAILED, reason, now);
            }
        });
    }

    void terminate(String id, String reason, long now) {
        jobs.find(id).ifPresent(target -> {
            cancel(target, reason, now);
            target.job().flights.values().stream()
                    .filter(flight -> target.covers(flight.index))
                    .sorted(Comparator.comparingInt(flight -> flight.index))
                    .forEach(flight -> {
                        giveReason(target, reason);
                        stop(flight, reason);
                    });
        });
        settlement.follow(now);
    }

    /** The first reason stays: what was cancelled and then terminated was cancelled. */
    private void giveReason(Jobs.Target target, String reason) {
        if (!target.isChild() && target.job().reason == null) {
            target.job().reason = reason;
            settlement.changed();
        }
    }

    private void stop(Flight flight, String reason) {
        if (flight.stopReason == null) {
            flight.stopReason = reason;
            deadlines.remove(flight);
            directives.add(new Directive.Stop(flight.run, reason));
        }
    }

    /** Starts nothing more, and stops what runs; what waits stays as it is. */
    void hold(String reason) {
        held = true;
        flights.forEach(flight -> stop(flight, reason));
    }

    /** What is to be done now, in this order. */
    List<Directive> decide(long now) {
        while (!deadlines.isEmpty() && deadlines.first().deadline <= now) {
            stop(deadlines.first(), StatusReasons.TIMED_OUT);
        }
        for (Job job = arrivals.poll(); job != null; job = arrivals.poll()) {
            settlement.admit(job, now);
        }
        if (!held) {
            dispatcher.fill(now, this::begin);
        }
        List<Directive> decided = directives;
        directives = new ArrayList<>();
        return decided;
    }

    private void begin(Turn turn, Pool pool) {
        Job job = turn.job;
        int index = turn.runnable.first();
        settlement.noLongerRunnable(job, index);
        job.children.forgetTimes(index);
        Flight flight = new Flight(job, index, job.children.nextAttempt(index), pool);
        job.flights.put(index, flight);
        settlement.move(job, index, JobStatus.STARTING);
        flights.add(flight);
        directives.add(new Directive.Start(flight.run));
    }

    /** When the next attempt has to be stopped, if nothing else happens before. */
    OptionalLong nextDeadline() {
        return deadlines.isEmpty() ? OptionalLong.empty() : OptionalLong.of(deadlines.first().deadline);
    }

    /** How many attempts hold capacity. */
    int underWay() {
        return flights.size();
    }

    /** Differs when anything that can be described does. */
    long version() {
        return settlement.changes() + jobs.count();
    }

    Jobs jobs() {
        return jobs;
    }

    private Flight flight(ChildRun run, String news) {
        Flight flight = jobs.require(run.jobId()).flights.get(run.indexOrZero());
        if (flight == null || flight.run.attempt() != run.attempt()) {
            throw outOfPlace(run, news);
        }
        return flight;
    }

    private IllegalStateException outOfPlace(ChildRun run, String news) {
        JobStatus status = jobs.require(run.jobId()).children.status(run.indexOrZero());
        return new IllegalStateException(
                run.id() + " received " + news + " of attempt " + run.attempt() + " while in " + status);
    }
}
