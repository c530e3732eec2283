package dev.cohort.batch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs each attempt as a process in a session of its own; when the process ends, so does all that it left behind in the
 * session, as in a container. Linux only, since that is where sessions can be listed.
 */
public final class ProcessExecutor implements TaskExecutor, AutoCloseable {
    /** AWS's time between TERM and KILL. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    private static final File NOTHING = new File("/dev/null");

    private final Function<ChildRun, ProcessTask> tasks;
    private final Duration grace;
    private final Path setsid;
    private final ExecutorService ends = Executors.newCachedThreadPool(daemons("process-end"));
    private final ScheduledThreadPoolExecutor kills = new ScheduledThreadPoolExecutor(1, daemons("process-kill"));
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();

    public ProcessExecutor(Function<ChildRun, ProcessTask> tasks) {
        this(tasks, GRACE);
    }

    public ProcessExecutor(Function<ChildRun, ProcessTask> tasks, Duration grace) {
        this.tasks = tasks;
        this.grace = grace;
        this.setsid = find("setsid", System.getenv("PATH"));
        kills.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Running start(ChildRun run, Consumer<Ended> onEnd) throws IOException {
        ProcessTask task = tasks.apply(run);
        Process process = launch(run, task);
        Session session = new Session(process.toHandle());
        sessions.add(session);
        var unused = process.onExit().thenAcceptAsync(p -> end(p, session, onEnd), ends);
        return reason -> stop(process, session);
    }

    private Process launch(ChildRun run, ProcessTask task) throws IOException {
        Path folder = task.log().toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(setsid.toString()), task.argv().stream())
                .toList());
        builder.environment().clear();
        builder.environment().putAll(task.environment());
        builder.environment().putAll(BatchVariables.of(run));
        return builder.directory(task.directory().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(task.log().toFile())
                .start();
    }

    private void end(Process process, Session session, Consumer<Ended> onEnd) {
        try {
            session.kill();
        } finally {
            sessions.remove(session);
            onEnd.accept(Ended.exited(process.exitValue()));
        }
    }

    private void stop(Process process, Session session) {
        session.terminate();
        var kill = kills.schedule(() -> ends.execute(session::kill), grace.toMillis(), TimeUnit.MILLISECONDS);
        var unused = process.onExit().thenRun(() -> kill.cancel(false));
    }

    /** Kills what still runs; a {@link LocalBatch} over it is closed before, and lets its attempts end well. */
    @Override
    public void close() {
        kills.shutdownNow();
        sessions.forEach(Session::kill);
        ends.shutdown();
    }

    static Path find(String tool, @Nullable String path) {
        return Stream.of((path == null ? "" : path).split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("'" + tool
                        + "' is not on the PATH, and tasks cannot be run without it; it comes with util-linux"
                        + " (Debian: sudo apt-get install util-linux)."));
    }

    private static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
