package dev.cohort.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes files ready to appear in a directory store: whole, hashed, stamped with the time, and read-only, so that a body which opens
 * its input for writing through a link is refused by the system.
 */
final class Intake {
    private static final Set<PosixFilePermission> READING =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
    private static final Set<PosixFilePermission> WRITING = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final TemporaryFiles temporary;

    Intake(TemporaryFiles temporary) {
        this.temporary = temporary;
    }

    /** A file that only needs its place. */
    record Ready(Path path, Stat stat, Sha256 sha256) implements AutoCloseable {
        Written receipt(Key key) {
            return new Written(new Stored(key, stat), sha256);
        }

        /** Removes the name under which it was made, which is gone already if it was renamed. */
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(path);
        }
    }

    Ready write(Content content) throws IOException {
        Path file = temporary.fresh();
        try {
            Sha256 sha256 = copy(content, file);
            Stat stat = stamp(file);
            content.requireSize(stat.size());
            return new Ready(file, stat, sha256);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static Sha256 copy(Content content, Path file) throws IOException {
        try (InputStream in = content.open();
                OutputStream out = create(file)) {
            return Sha256.copy(in, out);
        }
    }

    private static OutputStream create(Path file) throws IOException {
        Set<StandardOpenOption> fresh = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Channels.newOutputStream(Files.newByteChannel(file, fresh, readOnly(file)));
    }

    private static FileAttribute<?>[] readOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(READING)} : new FileAttribute<?>[0];
    }

    /**
     * Whether a rename would do: not for a link, whose target is somebody else's, nor for a file with a second name, which may be a
     * user's own and would become read-only with this one, nor for one on another disk.
     */
    boolean mayRename(Path file) throws IOException {
        return Files.readAttributes(file, "unix:isSymbolicLink,nlink,dev", LinkOption.NOFOLLOW_LINKS)
                .equals(Map.of("isSymbolicLink", false, "nlink", 1, "dev", temporary.disk()));
    }

    /** Makes a file ready where it is. */
    Ready seal(Path file) throws IOException {
        Sha256 sha256 = Sha256.of(file);
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (mode.removeAll(WRITING)) Files.setPosixFilePermissions(file, mode);
        return new Ready(file, stamp(file), sha256);
    }

    private static Stat stamp(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return Stat.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }
}
