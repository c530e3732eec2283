package dev.cohort.batch.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The logs of all attempts by group and stream; those that are being written are looked at many times a second. */
final class TaskLogs implements AutoCloseable {
    private static final long LOOK_MS = 100;

    private final Path directory;
    private final InstantSource time;
    private final Map<String, TaskLog> byStream = new ConcurrentHashMap<>();
    private final Set<TaskLog> live = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor looks = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "log-times");
        thread.setDaemon(true);
        return thread;
    });

    TaskLogs(Path directory, InstantSource time) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.time = time;
        var unused = looks.scheduleWithFixedDelay(
                () -> live.forEach(TaskLog::look), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    TaskLog open(String group, String stream, String task) {
        TaskLog log = new TaskLog(group, stream, directory.resolve(task + ".log"), time::millis);
        byStream.put(key(group, stream), log);
        live.add(log);
        return log;
    }

    void ended(TaskLog log) {
        live.remove(log);
        log.complete();
    }

    Optional<TaskLog> find(String group, String stream) {
        return Optional.ofNullable(byStream.get(key(group, stream)));
    }

    /** The streams of a group, by name. */
    List<TaskLog> group(String group, String prefix) {
        return byStream.values().stream()
                .filter(log -> log.group.equals(group) && log.stream.startsWith(prefix))
                .sorted((a, b) -> a.stream.compareTo(b.stream))
                .toList();
    }

    private static String key(String group, String stream) {
        return group + "\n" + stream;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }

    /** Some bytes of a log. */
    static byte[] bytes(TaskLog log, long from, int most) {
        try (var channel = Files.newByteChannel(log.file)) {
            channel.position(from);
            var buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(most, channel.size() - from)));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        } catch (NoSuchFileException notYet) {
            return new byte[0];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
