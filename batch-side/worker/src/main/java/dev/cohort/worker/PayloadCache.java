package dev.cohort.worker;

import dev.cohort.contract.Payload;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Payloads on this machine, by digest: fetched once whatever the number of tasks and processes, and checked when a process
 * first uses one. A payload is executable and not writable, so that a body cannot change it for the next.
 */
final class PayloadCache {
    /** Two runners of one process would trip over one another's file lock, which is the process's. */
    private static final Object IN_THIS_PROCESS = new Object();

    private final Store store;
    private final Path root;
    private final Map<String, Path> checked = new ConcurrentHashMap<>();

    PayloadCache(Store store) {
        this.store = store;
        this.root = store.scratch().resolveSibling("payloads");
    }

    Path get(Payload payload, Key key) throws IOException {
        Path known = checked.get(payload.sha256());
        if (known != null) {
            return known;
        }
        Path fetched = fetchLocked(payload, key);
        checked.put(payload.sha256(), fetched);
        return fetched;
    }

    private Path fetchLocked(Payload payload, Key key) throws IOException {
        Path directory = Files.createDirectories(root.resolve(payload.sha256()));
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel lock = FileChannel.open(
                            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                held.isValid();
                return fetch(payload, key, directory.resolve(payload.file()));
            }
        }
    }

    private Path fetch(Payload payload, Key key, Path cached) throws IOException {
        Sha256 wanted = new Sha256(payload.sha256());
        if (Files.isRegularFile(cached) && Sha256.of(cached).equals(wanted)) {
            return cached;
        }
        Path arriving = cached.resolveSibling(".arriving");
        Files.deleteIfExists(arriving);
        store.copyIn(key, arriving, Expect.sha256(wanted));
        requireDigest(arriving, wanted);
        Files.setPosixFilePermissions(arriving, PosixFilePermissions.fromString("r-xr-xr-x"));
        return Files.move(arriving, cached, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What arrived, not what was sent: the disk here counts too. */
    private static void requireDigest(Path arrived, Sha256 wanted) throws IOException {
        if (!Sha256.of(arrived).equals(wanted)) {
            Files.delete(arrived);
            throw new IOException("the copy of the payload " + arrived + " does not have the bytes that were read");
        }
    }

    /** In a user's words. */
    static String told(Payload payload, StoreFailure failure) {
        return switch (failure.kind()) {
            case CORRUPT ->
                "The payload " + payload.file()
                        + " in the store is not the one that was planned (another SHA-256). Push"
                        + " or plan the run again. ";
            case NOT_FOUND -> "The payload " + payload.file() + " is not in the store. Push or plan the run again. ";
            default -> "The payload " + payload.file() + ": ";
        };
    }
}
