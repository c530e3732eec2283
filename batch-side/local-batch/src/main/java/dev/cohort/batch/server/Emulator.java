package dev.cohort.batch.server;

import dev.cohort.batch.Layout;
import dev.cohort.batch.LocalBatch;
import dev.cohort.batch.Resources;
import dev.cohort.batch.api.ApiSettings;
import dev.cohort.batch.api.Arns;
import dev.cohort.batch.api.BatchApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All parts of local-batch, put together and running. */
final class Emulator implements AutoCloseable {
    private static final int STARTERS = 4;

    private final StateLock lock;
    private final BatchServer server;
    private final LocalBatch batch;
    private final Tasks tasks;
    private final ExecutorService starters;
    private boolean closed;

    /** What {@link Main} was told. */
    record Settings(
            InetSocketAddress address,
            Path state,
            String region,
            Resources machine,
            String queue,
            Duration listingDelay,
            double submitsPerSecond,
            int shortestTimeout,
            Duration grace) {}

    private Emulator(StateLock lock, BatchServer server, LocalBatch batch, Tasks tasks, ExecutorService starters) {
        this.lock = lock;
        this.server = server;
        this.batch = batch;
        this.tasks = tasks;
        this.starters = starters;
    }

    static Emulator start(Settings settings, Way way) throws IOException {
        InstantSource time = InstantSource.system();
        BatchServer server = BatchServer.bind(settings.address);
        StateLock lock = locked(settings.state, server);
        TaskLogs logs = new TaskLogs(settings.state.resolve("logs"), time);
        Tasks tasks = new Tasks(
                way,
                new Secrets(System.getenv()),
                JobCredentials.of(System.getenv(), settings.region, server.endpoint()),
                logs,
                settings.state.resolve("work"),
                settings.grace);
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        LocalBatch batch = new LocalBatch(Layout.EMPTY, tasks, starters);
        BatchApi api = new BatchApi(apiSettings(settings, time), batch, tasks);
        StateFile state = new StateFile(settings.state);
        state.restore(api);
        api.ensureQueue(settings.queue);
        server.serve(api, new LogsApi(logs), new SubmitRate(settings.submitsPerSecond, System::nanoTime), state);
        return new Emulator(lock, server, batch, tasks, starters);
    }

    private static StateLock locked(Path state, BatchServer server) throws IOException {
        try {
            return StateLock.take(state, server.endpoint());
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    private static ApiSettings apiSettings(Settings settings, InstantSource time) {
        return new ApiSettings(
                new Arns(settings.region, Arns.EXAMPLE_ACCOUNT),
                settings.machine,
                settings.shortestTimeout,
                settings.listingDelay,
                time);
    }

    String endpoint() {
        return server.endpoint();
    }

    /** Takes no more calls, ends what runs, and returns when it has ended. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.close();
            batch.close();
            tasks.close();
            starters.shutdown();
            unlock();
        }
    }

    /** The lock ends with the process at the latest. */
    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory can't be given free", e);
        }
    }
}
