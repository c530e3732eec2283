package dev.cohort.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How often the kernel has killed for want of memory: in our control group if we are in one, else on this machine. A tool that got
 * KILL while that count rose was killed for it; the exit code alone cannot tell.
 */
final class MemoryEvents {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String COUNT = "oom_kill ";

    private final Path file;
    private long count;
    private long readAt = System.nanoTime();

    MemoryEvents(Path file) {
        this.file = file;
        this.count = read();
    }

    static MemoryEvents ofThisProcess() {
        return new MemoryEvents(file());
    }

    /** The count as of now, or of a moment ago, for bodies that are about to start by the hundred. */
    synchronized long before() {
        if (System.nanoTime() - readAt > FRESH_NANOS) {
            now();
        }
        return count;
    }

    synchronized long now() {
        count = read();
        readAt = System.nanoTime();
        return count;
    }

    private long read() {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(COUNT)) {
                    return Long.parseLong(line.substring(COUNT.length()).strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            // A kernel without it; then such a death is told as a KILL.
        }
        return 0;
    }

    private static Path file() {
        String group = Processes.read(new File("/proc/self/cgroup"));
        int start = group.indexOf("0::");
        String path =
                start < 0 ? "" : group.substring(start + 3).lines().findFirst().orElse("");
        Path events = Path.of("/sys/fs/cgroup" + path, "memory.events");
        return Files.isReadable(events) ? events : Path.of("/proc/vmstat");
    }
}
