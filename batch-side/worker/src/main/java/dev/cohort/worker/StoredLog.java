package dev.cohort.worker;

import dev.cohort.store.Key;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stores what an attempt printed; of a log beyond all measure, its head and its tail. */
final class StoredLog {
    static final long MOST_BYTES = 64L << 20;

    private final long mostBytes;

    StoredLog(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A log that cannot be stored is a pity, but no reason to lose a task. */
    void store(Attempt attempt, Path log) {
        String key = attempt.layout()
                .log(
                        attempt.run(),
                        attempt.job().step(),
                        attempt.task().sample(),
                        attempt.task().attempt());
        try {
            shorten(log);
            attempt.store().stageOut(log, Key.of(key));
        } catch (IOException | StoreFailure e) {
            System.err.println("The log of " + attempt.task().shown() + " cannot be stored: " + e.getMessage());
        }
    }

    void shorten(Path log) throws IOException {
        long size = Files.size(log);
        if (size <= mostBytes) {
            return;
        }
        int half = (int) (mostBytes / 2);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            byte[] tail = new byte[half];
            file.seek(size - half);
            file.readFully(tail);
            file.seek(half);
            file.write(("\n[… " + (size - 2L * half) + " bytes of this log were left out …]\n")
                    .getBytes(StandardCharsets.UTF_8));
            file.write(tail);
            file.setLength(file.getFilePointer());
        }
    }
}
