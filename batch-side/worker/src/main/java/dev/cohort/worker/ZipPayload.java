package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.store.FileFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a zip that may be hostile: nothing is written outside of the directory, no link is made, and neither the number
 * of entries nor the bytes that they unfold to are taken on trust.
 */
final class ZipPayload {
    static final int MOST_ENTRIES = 10_000;
    static final long MOST_BYTES = 4L << 30;
    private static final int BUFFER = 1 << 16;

    private final Path zip;
    private final Path target;
    private final int mostEntries;
    private final byte[] buffer = new byte[BUFFER];
    private long bytesLeft;

    ZipPayload(Path zip, Path target) {
        this(zip, target, MOST_ENTRIES, MOST_BYTES);
    }

    ZipPayload(Path zip, Path target, int mostEntries, long mostBytes) {
        this.zip = zip;
        this.target = target;
        this.mostEntries = mostEntries;
        this.bytesLeft = mostBytes;
    }

    void unpack() throws IOException {
        try (ZipFile open = new ZipFile(zip.toFile())) {
            if (open.size() > mostEntries) {
                throw refused("it has " + open.size() + " entries; at most " + mostEntries + " will do");
            }
            Enumeration<? extends ZipEntry> entries = open.entries();
            while (entries.hasMoreElements()) {
                unpack(open, entries.nextElement());
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw refused("it is no whole zip file (" + Words.harmless(String.valueOf(e.getMessage())) + ")");
        }
    }

    private void unpack(ZipFile open, ZipEntry entry) throws IOException {
        Path path = inside(entry.getName());
        try {
            unpack(open, entry, path);
        } catch (FileSystemException e) {
            throw refusedBy(e, entry.getName());
        }
    }

    private void unpack(ZipFile open, ZipEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        Files.createDirectories(parent == null ? target : parent);
        // An entry that is a link in the archive comes out as a plain file here, so no link is ever followed.
        try (InputStream in = open.getInputStream(entry);
                OutputStream out =
                        Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copy(in, out);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Names that no directory can hold at once; what else is wrong with the disk is not the zip's fault. */
    private IOException refusedBy(FileSystemException failure, String entry) {
        return switch (FileFaults.explain(failure, "unpack", target).kind()) {
            case OBSTRUCTED ->
                throw refused("it holds " + Words.quoted(entry) + " twice, or another entry stands in its way");
            case BAD_NAME -> throw refused("the name of its entry " + Words.quoted(entry) + " is too long");
            default -> failure;
        };
    }

    /** The sizes in a zip's directory are its author's claim, so the bytes are counted as they come. */
    private void copy(InputStream in, OutputStream out) throws IOException {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytesLeft -= n;
            if (bytesLeft < 0) {
                throw refused("it unfolds to more bytes than a payload may have");
            }
            out.write(buffer, 0, n);
        }
    }

    private Path inside(String name) {
        try {
            boolean plain = !name.startsWith("/") && name.indexOf('\\') < 0 && name.indexOf(':') < 0;
            Path path = target.resolve(name).normalize();
            if (plain && path.startsWith(target) && (!path.equals(target) || name.equals("./"))) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Told below.
        }
        throw refused("its entry " + Words.quoted(name) + " would lie outside of the task's directory");
    }

    private TaskFailure refused(String why) {
        return new TaskFailure(
                FailureKind.STAGE_IN, "The payload " + zip.getFileName() + " is refused: " + why + ". Pack it anew.");
    }
}
