package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Turns what the file system says into a kind and a sentence. */
public final class FileFaults {
    /** The system's own words, which it translates in some locales; the two kinds that matter most are then still found out. */
    private static final Map<String, Kind> WORDS = Map.ofEntries(
            Map.entry("No space left on device", Kind.DISK_FULL),
            Map.entry("Disk quota exceeded", Kind.DISK_FULL),
            Map.entry("Read-only file system", Kind.READ_ONLY),
            Map.entry("Permission denied", Kind.DENIED),
            Map.entry("Operation not permitted", Kind.DENIED),
            Map.entry("File name too long", Kind.BAD_NAME),
            Map.entry("Is a directory", Kind.OBSTRUCTED),
            Map.entry("Not a directory", Kind.OBSTRUCTED),
            Map.entry("Directory not empty", Kind.OBSTRUCTED),
            Map.entry("Invalid cross-device link", Kind.UNSUPPORTED),
            Map.entry("Operation not supported", Kind.UNSUPPORTED),
            Map.entry("Stale file handle", Kind.UNREACHABLE),
            Map.entry("Connection timed out", Kind.UNREACHABLE),
            Map.entry("Host is down", Kind.UNREACHABLE),
            Map.entry("Transport endpoint is not connected", Kind.UNREACHABLE));

    /** What a full disk is called in this locale. To ask the disk would be too late: what did not fit is removed by then. */
    private static final String FULL = wordsOfAFullDisk();

    private FileFaults() {}

    /** @param doing what was tried, as a verb that takes the path: "write" */
    public static StoreFailure explain(IOException e, String doing, Path path) {
        Kind kind = kind(e, path);
        return new StoreFailure(kind, "Cannot " + doing + " " + path + ": " + reason(kind, e, path), e);
    }

    private static Kind kind(IOException e, Path path) {
        if (e instanceof NoSuchFileException) return Kind.NOT_FOUND;
        if (e instanceof AccessDeniedException) return Kind.DENIED;
        if (e instanceof AtomicMoveNotSupportedException) return Kind.UNSUPPORTED;
        if (e instanceof ClosedByInterruptException) return Kind.INTERRUPTED;
        if (isInTheWay(e)) return Kind.OBSTRUCTED;
        return byWords(e).orElseGet(() -> byState(path));
    }

    private static boolean isInTheWay(IOException e) {
        return e instanceof FileAlreadyExistsException
                || e instanceof DirectoryNotEmptyException
                || e instanceof NotDirectoryException;
    }

    private static Optional<Kind> byWords(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.endsWith(FULL)) return Optional.of(Kind.DISK_FULL);
        return WORDS.entrySet().stream()
                .filter(entry -> message.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String wordsOfAFullDisk() {
        try (OutputStream full = Files.newOutputStream(Path.of("/dev/full"))) {
            full.write(0);
        } catch (IOException e) {
            if (!(e instanceof FileSystemException)) return words(e);
        }
        return "No space left on device";
    }

    private static Kind byState(Path path) {
        try {
            return disk(path).isReadOnly() ? Kind.READ_ONLY : Kind.BROKEN;
        } catch (IOException e) {
            return Kind.BROKEN;
        }
    }

    private static String reason(Kind kind, IOException e, Path path) {
        return switch (kind) {
            case NOT_FOUND -> "it is not there";
            case DENIED -> "permission denied";
            case READ_ONLY -> "the file system is mounted read-only";
            case DISK_FULL -> "its disk has no space left for it" + free(path);
            case OBSTRUCTED -> "something else is in its place or on the way to it";
            case UNSUPPORTED -> "its file system cannot do this (" + words(e) + ")";
            case INTERRUPTED -> "it was interrupted";
            case BAD_NAME -> "its name is too long for this file system";
            default -> words(e);
        };
    }

    private static String free(Path path) {
        try {
            return " (" + disk(path).getUsableSpace() / 1024 + " KiB are free)";
        } catch (IOException e) {
            return "";
        }
    }

    private static String words(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(message.lastIndexOf(": ") + 1).strip();
    }

    /** The file system that a path is on, or would be on if it were made. */
    static FileStore disk(Path path) throws IOException {
        Path there = path.toAbsolutePath();
        for (Path up = there; !Files.exists(there) && up != null; up = up.getParent()) there = up;
        return Files.getFileStore(there);
    }

    static Optional<Path> realPath(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
