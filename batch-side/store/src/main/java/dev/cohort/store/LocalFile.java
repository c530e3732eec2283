package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Files on this machine that are no store's own: what they are, and how they come to where a step reads them. */
public final class LocalFile {
    private LocalFile() {}

    /** Follows links, as a user expects of a path that he gave. Below a file, or by too long a name, there can be none. */
    static Optional<Stat> stat(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            if (found.isRegularFile()) return Optional.of(Stat.of(found));
            throw new StoreFailure(
                    Kind.OBSTRUCTED,
                    file + (found.isDirectory() ? " is a directory" : " is no regular file"),
                    "Name a file.",
                    null);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            StoreFailure fault = FileFaults.explain(e, "look at", file);
            if (fault.kind() == Kind.BAD_NAME || fault.kind() == Kind.OBSTRUCTED) return Optional.empty();
            throw fault;
        }
    }

    public static Stat require(Path file) {
        return stat(file).orElseThrow(() -> new StoreFailure(Kind.NOT_FOUND, "There is no file " + file));
    }

    static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", file);
        }
    }

    /**
     * A symbolic link, never a hard one: it crosses file systems, needs no right to the file, works for files of other users, and leaves
     * the file's inode alone (a hard link would share mode and times with it).
     */
    static Staged link(Path file, Location origin, Stat stat, Path target, Expect expect) {
        expect.checkEtag(stat, origin);
        if (expect.sha256() != null) expect.checkSha256(Sha256.of(file), origin);
        try {
            makeDirectories(parent(target));
            Files.createSymbolicLink(target, file);
            return unchangedSince(stat, Staged.at(target, origin, stat));
        } catch (IOException e) {
            throw FileFaults.explain(e, "stage " + origin + " in as", target);
        }
    }

    /** Checking a large file takes its time, in which it may have been replaced. */
    private static Staged unchangedSince(Stat stat, Staged staged) throws IOException {
        try {
            Expect.etag(stat.etag()).checkEtag(staged.onDisk(), staged.origin());
            return staged;
        } catch (StoreFailure e) {
            Files.delete(staged.path());
            throw e;
        }
    }

    static Staged copyOf(Path file, Location origin, Path target, Expect expect) {
        require(file);
        try {
            Opening opening = Opening.of(file, ByteRange.ALL, expect);
            try (InputStream body = opening.body()) {
                return copy(body, opening.stat(), origin, target);
            }
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", file);
        }
    }

    /** The bytes of an origin as a new file, whole or not at all. */
    static Staged copy(InputStream body, Stat stat, Location origin, Path target) {
        try {
            makeDirectories(parent(target));
            writeNew(body, target);
            return Staged.at(target, origin, stat);
        } catch (IOException e) {
            throw FileFaults.explain(e, "copy " + origin + " to", target);
        }
    }

    private static void writeNew(InputStream body, Path target) throws IOException {
        OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (out) {
            body.transferTo(out);
        } catch (IOException | StoreFailure e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    /** Java would try first, and fail by an exception where it is there, as it mostly is. */
    private static void makeDirectories(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) Files.createDirectories(directory);
    }

    public static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
