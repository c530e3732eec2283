package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A body's process and all that it starts, in a session of its own: whatever they do to their parents and groups, they stay
 * in it, and are ended with it.
 */
final class Session implements RunningBody {
    private static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect.from(new java.io.File("/dev/null"));
    private static final long POLL_MS = 5;
    private static final long KILL_TRIES = 1000;

    private final Process process;
    private final Duration grace;
    private final Watch watch;
    private final UsageMeter meter;
    private volatile @Nullable Future<?> killing;
    private volatile boolean stopped;
    private volatile boolean over;

    private Session(Process process, Duration grace, Watch watch, LongFunction<UsageMeter> meter) {
        this.process = process;
        this.grace = grace;
        this.watch = watch;
        this.meter = meter.apply(process.pid());
    }

    static Session start(Launch launch, Path work, Path log, Duration grace, Watch watch) throws IOException {
        return start(launch, work, log, grace, watch, UsageMeter::new);
    }

    /** Where what is to be measured are not the session's own processes. */
    static Session start(
            Launch launch, Path work, Path log, Duration grace, Watch watch, LongFunction<UsageMeter> meter)
            throws IOException {
        List<String> argv = new ArrayList<>(launch.argv().size() + 1);
        argv.add(Programs.setsid());
        argv.addAll(launch.argv());
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(work.toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(launch.environment());
        Session session = new Session(builder.start(), grace, watch, meter);
        watch.add(session);
        return session;
    }

    /** setsid makes a session of the process that it is called in, so the number stands for both. */
    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public UsageMeter meter() {
        return meter;
    }

    /** Waits for the body, and then ends what it left running. An interrupted thread stops the body, and waits on. */
    @Override
    public int waitFor(Runnable onInterrupt) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    int status = process.waitFor();
                    endLeftovers();
                    return status;
                } catch (InterruptedException e) {
                    interrupted = true;
                    onInterrupt.run();
                }
            }
        } finally {
            over = true;
            watch.remove(this);
            forgetKill();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void forgetKill() {
        Future<?> pending = killing;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    /**
     * TERM to each process of the session, to the leader first, which may have to tidy up behind the others; once, as some take
     * a second one for impatience; and KILL after the grace.
     */
    @Override
    public void stop() {
        if (!over && !stopped) {
            stopped = true;
            List<ProcessHandle> all = Processes.ofSession(pid());
            process.destroy();
            all.stream().filter(each -> each.pid() != pid()).forEach(ProcessHandle::destroy);
            killing = watch.later(grace, this::kill);
        }
    }

    /** KILL to all of the session; what is started meanwhile is found when the leader has ended. */
    @Override
    public void kill() {
        if (!over) {
            Processes.ofSession(pid()).forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Whatever still runs could write into results that are being taken away. */
    private void endLeftovers() throws InterruptedException {
        List<ProcessHandle> left = Processes.ofSessionSince(pid());
        if (left.isEmpty()) {
            return;
        }
        if (!stopped) {
            left.forEach(ProcessHandle::destroy);
        }
        long until = System.nanoTime() + grace.toNanos();
        while (!left.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            left = Processes.ofSession(pid());
        }
        for (long tries = KILL_TRIES; !left.isEmpty() && tries > 0; tries--) {
            left.forEach(ProcessHandle::destroyForcibly);
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            left = Processes.ofSession(pid());
        }
    }
}
