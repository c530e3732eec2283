package dev.cohort.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The hidden area of a directory store, in which a file is written before it appears under its key. */
final class TemporaryFiles {
    /** A file that has not grown for so long has no writer any more: its process was killed. */
    static final Duration ABANDONED = Duration.ofDays(1);

    private final Path directory;

    /** With a number behind it, a name that no other process uses; to make one for each file would ask for chance each time. */
    private final String ours = UUID.randomUUID() + ".";

    private final AtomicLong count = new AtomicLong();
    private boolean swept;
    private @Nullable Object disk;

    TemporaryFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes sure that it is there. */
    Path directory() throws IOException {
        if (!Files.isDirectory(directory)) Files.createDirectories(directory);
        sweepOnce();
        return directory;
    }

    /** A name that was never used. */
    Path fresh() throws IOException {
        return directory().resolve(ours + count.incrementAndGet());
    }

    /** The number of the disk that it is on. */
    synchronized Object disk() throws IOException {
        if (disk == null) disk = Files.getAttribute(directory(), "unix:dev");
        return disk;
    }

    private synchronized void sweepOnce() throws IOException {
        if (swept) return;
        swept = true;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            for (Path file : left) removeIfAbandoned(file);
        }
    }

    private static void removeIfAbandoned(Path file) throws IOException {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (written.isBefore(Instant.now().minus(ABANDONED))) Files.deleteIfExists(file);
        } catch (NoSuchFileException e) {
            // Its writer has just finished.
        }
    }
}
