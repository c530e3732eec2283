package dev.cohort.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks a directory in the order of keys. Only the directories from the root to the present one are held, each as names and numbers.
 *
 * <p>A directory counts as its name with a slash when it is sorted among its siblings, so {@code a-b} comes before {@code a/c}: that
 * makes the order of the walk the order of the keys.
 */
final class DirectoryListing implements Iterator<Stored> {
    private final Deque<Level> levels = new ArrayDeque<>();
    private @Nullable Stored next;

    DirectoryListing(Path directory, Prefix prefix) {
        levels.push(
                new Level(prefix.folder(), directory, read(directory, prefix).iterator()));
    }

    /** A directory on the way down. */
    private record Level(String key, Path directory, Iterator<Entry> left) {}

    /** What a directory holds: a name, with a slash at the end if it is a directory itself. */
    record Entry(String name, long size, long modifiedNanos) {
        boolean isDirectory() {
            return name.endsWith("/");
        }
    }

    @Override
    public boolean hasNext() {
        while (next == null && !levels.isEmpty()) advance(levels.element());
        return next != null;
    }

    private void advance(Level level) {
        if (!level.left.hasNext()) levels.pop();
        else visit(level, level.left.next());
    }

    private void visit(Level level, Entry entry) {
        String key = level.key + entry.name;
        if (entry.isDirectory()) descend(key, level.directory.resolve(entry.name));
        else next = new Stored(Key.of(key), Stat.ofDisk(entry.size, entry.modifiedNanos));
    }

    private void descend(String key, Path directory) {
        if (key.equals(Names.LOCAL_AREA + "/")) return;
        levels.push(new Level(key, directory, read(directory, Prefix.ALL).iterator()));
    }

    @Override
    public Stored next() {
        if (!hasNext() || next == null) throw new NoSuchElementException();
        Stored found = next;
        next = null;
        return found;
    }

    /** What a directory holds, sorted; nothing if it is gone, or is none. */
    static List<Entry> read(Path directory, Prefix prefix) {
        List<Entry> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) look(entries, entry, prefix.nameStart(), found);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw FileFaults.explain(e, "list", directory);
        }
        found.sort((a, b) -> Names.compare(a.name, b.name));
        return found;
    }

    private static void look(DirectoryStream<Path> directory, Path path, String start, List<Entry> found)
            throws IOException {
        Path fileName = path.getFileName();
        String name = fileName.toString();
        if (!name.startsWith(start) || !Spelling.isFaithful(path, name)) return;
        try {
            BasicFileAttributes file = attributes(directory, path, fileName);
            if (file.isDirectory()) found.add(new Entry(name + "/", 0, 0));
            else if (file.isRegularFile()) found.add(new Entry(name, file.size(), Stat.nanos(file)));
        } catch (NoSuchFileException e) {
            // It has just been removed.
        }
    }

    /** Asked relative to the open directory, where the system can, so that it need not walk down the path for each file. */
    private static BasicFileAttributes attributes(DirectoryStream<Path> directory, Path path, Path name)
            throws IOException {
        if (directory instanceof SecureDirectoryStream<Path> open)
            return open.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
