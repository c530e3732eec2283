package dev.cohort.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes finished files appear in a directory store, and makes them disappear, with the directories around them. */
final class Placing {
    /** Each try is lost only if another process removes the last file of the directory in the same microseconds. */
    private static final int TRIES = 1000;

    private final Path root;

    Placing(Path root) {
        this.root = root;
    }

    /** The last move of a file to its key. */
    private interface Move {
        void to(Path target) throws IOException;
    }

    /** Replaces what is there, in one step. */
    void rename(Path finished, Path target) throws IOException {
        place(target, to -> Files.move(finished, to, StandardCopyOption.ATOMIC_MOVE));
    }

    /**
     * Places a second name of the file, unless there is a file. A rename would replace what is there; a link never does, and is atomic
     * between processes and machines, even over NFS.
     */
    boolean linkIfAbsent(Path finished, Path target) throws IOException {
        try {
            place(target, to -> link(to, finished));
            return true;
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(target)) throw e;
            return false;
        }
    }

    private static void link(Path target, Path finished) throws IOException {
        try {
            Files.createLink(target, finished);
        } catch (UnsupportedOperationException e) {
            throw new IOException("hard links: Operation not supported", e);
        }
    }

    private void place(Path target, Move move) throws IOException {
        for (int left = TRIES; ; left--) {
            try {
                makeDirectories(LocalFile.parent(target));
                move.to(target);
                return;
            } catch (NoSuchFileException e) {
                // A concurrent remove has just pruned the directory.
                if (left == 0) throw e;
            }
        }
    }

    private void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) return;
        if (directory.equals(root)) {
            Files.createDirectories(root);
            return;
        }
        makeDirectories(LocalFile.parent(directory));
        try {
            Files.createDirectory(directory);
        } catch (FileAlreadyExistsException e) {
            // Another writer was quicker; if it is a file, the move says so.
        }
    }

    /** Prunes directories that this empties, as a key has none. Removing a directory fails as soon as anything is in it. */
    void remove(Path target) throws IOException {
        Files.deleteIfExists(target);
        try {
            for (Path up = LocalFile.parent(target); !up.equals(root); up = LocalFile.parent(up)) Files.delete(up);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // Still in use, or pruned by another.
        } catch (IOException e) {
            // A mount point, or not ours to remove; the file itself is gone, which is what was asked for.
        }
    }
}
