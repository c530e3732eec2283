package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The one thread beside those that run tasks: it minds the time of all of them, and looks at what their bodies use. */
final class Watch implements AutoCloseable {
    private static final long TICK_MS = 200;
    /** A look over all processes costs time that the tasks want, so it takes at most this part of it. */
    private static final long SHARE = 50;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, Watch::daemon);
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private boolean ticking;
    private long restUntil = System.nanoTime();

    Watch() {
        thread.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "worker-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops the attempt when its time is over, where that is ours to do. */
    @Nullable Future<?> alarm(Attempt attempt) {
        Long seconds = attempt.job().limits().timeoutSeconds();
        if (seconds == null || !attempt.settings().enforceTimeout()) {
            return null;
        }
        String message = attempt.task().shown() + " took longer than its step's `timeout` of " + seconds
                + " s and was stopped. Raise `timeout`, or see in its log what it was waiting for.";
        return later(Duration.ofSeconds(seconds), () -> attempt.cancellation().stop(FailureKind.TIMEOUT, message));
    }

    Future<?> later(Duration delay, Runnable work) {
        return thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    Future<?> every(long ms, Runnable work) {
        return thread.scheduleWithFixedDelay(work, ms, ms, TimeUnit.MILLISECONDS);
    }

    void add(Session session) {
        sessions.add(session);
        startTicking();
    }

    void remove(Session session) {
        sessions.remove(session);
    }

    private synchronized void startTicking() {
        if (!ticking) {
            ticking = true;
            Future<?> forever = every(TICK_MS, this::tick);
            if (forever.isCancelled()) {
                ticking = false;
            }
        }
    }

    /** One look over {@code /proc} serves all sessions that are due. */
    private void tick() {
        long now = System.nanoTime();
        if (now - restUntil < 0
                || sessions.stream().noneMatch(session -> session.meter().isDue(now))) {
            return;
        }
        Map<Long, List<Processes.Seen>> bySession = new HashMap<>();
        for (long pid : Processes.numbers()) {
            Processes.Seen seen = Processes.see(pid);
            if (seen != null && !seen.isZombie()) {
                bySession
                        .computeIfAbsent(seen.session(), session -> new ArrayList<>())
                        .add(seen);
            }
        }
        sessions.forEach(session -> look(session.meter(), bySession, now));
        restUntil = now + SHARE * (System.nanoTime() - now);
    }

    private static void look(UsageMeter meter, Map<Long, List<Processes.Seen>> bySession, long now) {
        List<Processes.Seen> processes = meter.isDue(now) ? meter.among(bySession) : List.of();
        if (!processes.isEmpty()) {
            meter.look(processes, now);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
