package dev.cohort.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The hidden area of a directory store, in which a file is written before it appears under its key. */
final class TemporaryFiles {
    /** A file that has not grown for so long has no writer any more: its process was killed. */
    static final Duration ABANDONED = Duration.ofDays(1);

    private final Path directory;
    private boolean swept;

    TemporaryFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes sure that it is there. */
    Path directory() throws IOException {
        if (!Files.isDirectory(directory)) Files.createDirectories(directory);
        sweepOnce();
        return directory;
    }

    /** A name that no other process uses. */
    Path fresh() throws IOException {
        return directory().resolve(UUID.randomUUID().toString());
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
