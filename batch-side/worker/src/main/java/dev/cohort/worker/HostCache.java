package dev.cohort.worker;

import dev.cohort.store.Location;
import dev.cohort.store.Sha256;
import dev.cohort.store.Staged;
import dev.cohort.store.Stat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Files of buckets that the tasks of a host share: each version is fetched once, whatever the number of tasks and workers, and
 * linked into each task that reads it. The link is a hard one, so a file that is taken out of the cache stays with its readers.
 */
final class HostCache {
    /** Two threads of one process would trip over one another's file lock, which is the process's. */
    private static final Object IN_THIS_PROCESS = new Object();

    /** What is left free for the tasks themselves. */
    private static final long RESERVE = 1L << 30;

    private static final String LOCK = "lock";
    private static final String FILE = "file";
    /** Names the file as it was when it came whole; its own time of change is that of the last use. */
    private static final String NOTE = "note";

    private final Path root;
    private final LongSupplier free;

    HostCache(Path root, LongSupplier free) {
        this.root = root;
        this.free = free;
    }

    /** In {@code COHORT_CACHE}, else beside scratch. */
    static HostCache of(Map<String, String> environment, Path scratch) {
        String chosen = environment.getOrDefault("COHORT_CACHE", "");
        Path root = chosen.isBlank()
                ? scratch.resolveSibling("cache")
                : Path.of(chosen).toAbsolutePath();
        return new HostCache(root, () -> CheckFreeSpace.freeBytes(root));
    }

    /** Brings a file whole and checked to a path that is free, for reading only. */
    interface Fetching {
        Staged to(Path target);
    }

    /** Makes a version of a file readable at a path that is free. */
    Staged stage(Location file, Stat version, Path target, Fetching fetching) throws IOException {
        Path entry = Files.createDirectories(root.resolve(name(file, version)));
        Files.createDirectories(target.toAbsolutePath().getParent());
        synchronized (IN_THIS_PROCESS) {
            try (FileChannel channel = channel(entry);
                    FileLock held = channel.lock()) {
                held.isValid();
                if (!isWhole(entry)) {
                    fetch(entry, version, fetching);
                }
                Files.setLastModifiedTime(entry.resolve(NOTE), FileTime.from(Instant.now()));
                link(entry.resolve(FILE), target);
            }
        }
        return Staged.at(target, file, version);
    }

    private static String name(Location file, Stat version) {
        return Sha256.of((file + "\n" + version.etag()).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    private static FileChannel channel(Path entry) throws IOException {
        return FileChannel.open(entry.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** One that somebody wrote into, or that a kill left without its note, is fetched again. */
    private static boolean isWhole(Path entry) throws IOException {
        return Files.isRegularFile(entry.resolve(FILE))
                && Files.isRegularFile(entry.resolve(NOTE))
                && Files.readString(entry.resolve(NOTE)).equals(note(entry));
    }

    private static String note(Path entry) throws IOException {
        BasicFileAttributes is = Files.readAttributes(entry.resolve(FILE), BasicFileAttributes.class);
        return is.size() + " " + is.lastModifiedTime().toInstant();
    }

    private void fetch(Path entry, Stat version, Fetching fetching) throws IOException {
        clear(entry);
        makeRoom(entry, version.size());
        Path arriving = entry.resolve("arriving");
        Files.deleteIfExists(arriving);
        fetching.to(arriving);
        Files.move(arriving, entry.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(entry.resolve(NOTE), note(entry));
    }

    /** The note first: what has none does not count. */
    private static void clear(Path entry) throws IOException {
        Files.deleteIfExists(entry.resolve(NOTE));
        Files.deleteIfExists(entry.resolve(FILE));
    }

    /** Takes out what was used longest ago, as far as the disk is short; what others hold just now is left alone. */
    private void makeRoom(Path but, long bytes) throws IOException {
        if (hasRoom(bytes)) {
            return;
        }
        for (Path entry : byLastUse()) {
            if (!entry.equals(but) && !hasRoom(bytes)) {
                evict(entry);
            }
        }
    }

    private boolean hasRoom(long bytes) {
        long left = free.getAsLong();
        return left < 0 || left >= bytes + RESERVE;
    }

    private List<Path> byLastUse() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(NOTE)))
                    .sorted(Comparator.comparingLong(
                            entry -> entry.resolve(NOTE).toFile().lastModified()))
                    .toList();
        }
    }

    private static void evict(Path entry) throws IOException {
        try (FileChannel channel = channel(entry);
                FileLock held = channel.tryLock()) {
            if (held != null) {
                clear(entry);
            }
        }
    }

    /** A cache on another disk than scratch still spares the download. */
    private static void link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (FileSystemException | UnsupportedOperationException otherDisk) {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
