package dev.cohort.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides whose turn it is and where there is room: gaps are filled, and who was passed over too long is kept room for. */
final class Dispatcher {
    private final Map<String, JobQueue> queues = new HashMap<>();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private final Map<LineKey, Line> lines = new HashMap<>();
    private final Map<String, Integer> throttled = new HashMap<>();
    private final TreeSet<Line> waiting = new TreeSet<>(Line.BY_FIRST);
    private final int overtaken;
    private final long waitedMillis;

    private record LineKey(
            String queue, Amount need, @Nullable Throttle throttle) {}

    /** Begins an attempt of the turn's next child in the pool, whose capacity is taken already. */
    interface Start {
        void begin(Turn turn, Pool pool);
    }

    Dispatcher(Layout layout) {
        layout.environments().forEach(e -> pools.put(e.name(), new Pool(e)));
        layout.queues().forEach(q -> queues.put(q.name(), q));
        overtaken = layout.patience().overtaken();
        waitedMillis = layout.patience().waited().toMillis();
    }

    /** Where a job of this kind waits; an unknown queue is refused. */
    Line lineOf(JobSpec spec) {
        return lineOf(spec, Amount.of(spec.resources()));
    }

    /** Where a child waits that was out of memory: it gets so much more, but no more than any environment has for it. */
    Line lineOfMore(JobSpec spec, Amount need, double factor) {
        long wanted = (long) Math.ceil(need.memoryMiB() * factor);
        long most = largeEnough(queueOf(spec), need).stream()
                .mapToLong(Pool::memoryMiB)
                .max()
                .orElse(need.memoryMiB());
        return lineOf(spec, need.memory(Math.min(wanted, most)));
    }

    private JobQueue queueOf(JobSpec spec) {
        JobQueue queue = queues.get(spec.queue());
        if (queue == null) {
            throw new RefusedJob("The job '" + spec.name() + "' names the queue '" + spec.queue()
                    + "', which does not exist; there are: " + String.join(", ", new TreeSet<>(queues.keySet())) + ".");
        }
        return queue;
    }

    private Line lineOf(JobSpec spec, Amount need) {
        JobQueue queue = queueOf(spec);
        return lines.computeIfAbsent(
                new LineKey(queue.name(), need, spec.throttle()),
                key -> new Line(queue.priority(), need, spec.throttle(), largeEnough(queue, need)));
    }

    private List<Pool> largeEnough(JobQueue queue, Amount need) {
        return queue.environments().stream()
                .map(pools::get)
                .filter(pool -> pool.couldEverHold(need))
                .toList();
    }

    /** There is a child that may run; one without hope waits nowhere. */
    void enlist(Turn turn, long now) {
        if (!turn.line.isHopeless()) {
            turn.overtaken = 0;
            turn.waitingSince = now;
            reorder(turn.line, () -> turn.line.add(turn));
        }
    }

    void withdraw(Turn turn) {
        reorder(turn.line, () -> turn.line.remove(turn));
    }

    /** A line stands in {@link #waiting} by its first turn, so it has to leave while that may change. */
    private void reorder(Line line, Runnable change) {
        if (!line.isEmpty()) {
            waiting.remove(line);
        }
        change.run();
        if (!line.isEmpty()) {
            waiting.add(line);
        }
    }

    /**
     * Starts all that fits, in turn. Room that is kept for a job binds only those after it, so it is found anew each
     * time, and nothing has to be undone when that job is cancelled. Who waits for his own kind is not passed over.
     */
    void fill(long now, Start start) {
        pools.values().forEach(Pool::keepNothing);
        List<Line> passedOver = new ArrayList<>();
        List<Line> full = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Line line = waiting.first();
            Pool room = roomFor(line);
            if (isFull(line.throttle)) {
                waiting.remove(line);
                full.add(line);
            } else if (room == null) {
                waiting.remove(line);
                passedOver.add(line);
                keepRoomIfDue(line, now);
            } else {
                begin(line.first(), room, now, start);
                passedOver.stream().filter(l -> l.pools.contains(room)).forEach(l -> l.first().overtaken++);
            }
        }
        waiting.addAll(passedOver);
        waiting.addAll(full);
    }

    private boolean isFull(@Nullable Throttle throttle) {
        return throttle != null && throttled.getOrDefault(throttle.name(), 0) >= throttle.most();
    }

    private static @Nullable Pool roomFor(Line line) {
        for (Pool pool : line.pools) {
            if (pool.hasRoomFor(line.need)) {
                return pool;
            }
        }
        return null;
    }

    private void begin(Turn turn, Pool room, long now, Start start) {
        room.take(turn.line.need);
        count(turn.line.throttle, 1);
        turn.overtaken = 0;
        turn.waitingSince = now;
        start.begin(turn, room);
    }

    private void count(@Nullable Throttle throttle, int change) {
        if (throttle != null) {
            throttled.merge(throttle.name(), change, Integer::sum);
        }
    }

    /** An attempt has ended. */
    void giveBack(Flight flight) {
        flight.pool.giveBack(flight.line.need);
        count(flight.line.throttle, -1);
    }

    private void keepRoomIfDue(Line line, long now) {
        Turn first = line.first();
        if (first.overtaken >= overtaken || now - first.waitingSince >= waitedMillis) {
            line.pools.stream().filter(pool -> !pool.isKept()).findFirst().ifPresent(p -> p.keepFor(line.need));
        }
    }
}
