package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Where the files of a directory store lie; nothing that it answers leads out of the directory. */
final class DirectoryPaths {
    /** Linux takes 4,096 bytes with the closing NUL. */
    private static final int LONGEST_PATH = 4095;

    private final Path root;

    DirectoryPaths(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path localArea() {
        return root.resolve(Names.LOCAL_AREA);
    }

    /** The path of a key, once it is clear that no link leads away on the way to it. The root itself may be a link. */
    Path path(Key key) {
        Path path = spelled(key.text());
        requireNoLink(path);
        return path;
    }

    /** The path of a folder, in the same way; empty where there is none. */
    Optional<Path> folder(Prefix prefix) {
        Path path = spelled(prefix.folder());
        return requireNoLink(path) ? Optional.of(path) : Optional.empty();
    }

    private Path spelled(String name) {
        Path path = Spelling.path(root, name);
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH)
            throw new StoreFailure(
                    Kind.BAD_NAME,
                    "The path of " + Names.shown(name) + " in the store " + root + " is longer than " + LONGEST_PATH
                            + " bytes",
                    "Use shorter names, or a store nearer to the root of the file system.",
                    null);
        return path;
    }

    /** False from the first part on that is not there: below it there is nothing, and each miss would cost an exception. */
    private boolean requireNoLink(Path path) {
        Path step = root;
        for (Path segment : root.relativize(path)) {
            step = step.resolve(segment);
            if (!requireNoLinkAt(step)) return false;
        }
        return true;
    }

    private static boolean requireNoLinkAt(Path step) {
        try {
            if (!Files.readAttributes(step, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isSymbolicLink()) return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            // What is wrong with it is told by whoever wants to use it.
            return true;
        }
        throw new StoreFailure(
                Kind.ESCAPES, step + " is a symbolic link; a store follows none, as it could lead out of it");
    }

    /** The key of a path below the root, which may be written with the root's links or without; none where a link leads away. */
    Optional<Key> key(Path file) {
        try {
            Optional<Key> key =
                    base(file).map(dir -> Key.of(dir.relativize(file).toString()));
            key.ifPresent(this::path);
            return key;
        } catch (StoreFailure e) {
            return Optional.empty();
        }
    }

    private Optional<Path> base(Path file) {
        if (file.startsWith(root)) return Optional.of(root);
        return FileFaults.realPath(root).filter(file::startsWith);
    }

    /** What stands where a directory should be on the way to a path, if anything does. */
    Optional<Path> obstacle(Path path) {
        Path step = root;
        for (Path segment : root.relativize(LocalFile.parent(path))) {
            step = step.resolve(segment);
            if (Files.exists(step) && !Files.isDirectory(step)) return Optional.of(step);
        }
        return Optional.empty();
    }
}
