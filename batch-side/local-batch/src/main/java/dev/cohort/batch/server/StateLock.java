package dev.cohort.batch.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right of one server to a state directory. It is a lock of the file system, which ends with its process however that ends; the
 * file says who has it, and stays.
 */
final class StateLock implements AutoCloseable {
    private final FileChannel file;

    private StateLock(FileChannel file) {
        this.file = file;
    }

    /** Refused, with who has it, where another server does. */
    static StateLock take(Path directory, String endpoint) throws IOException {
        Path path = Files.createDirectories(directory).resolve("lock");
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(file) == null) {
                throw new IOException("the state directory " + directory + " is in use by the local-batch of "
                        + Files.readString(path).strip()
                        + ": end that one, or give this one another --state-dir");
            }
            write(file, "process " + ProcessHandle.current().pid() + " at " + endpoint + "\n");
            return new StateLock(file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException ofThisProcess) {
            return null;
        }
    }

    private static void write(FileChannel file, String who) throws IOException {
        file.truncate(0);
        file.write(ByteBuffer.wrap(who.getBytes(StandardCharsets.UTF_8)));
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
