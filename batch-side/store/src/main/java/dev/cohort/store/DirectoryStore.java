package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A store in a directory of this machine. */
final class DirectoryStore implements Store {
    private static final int SHAPE = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;

    private final DirectoryPaths paths;
    private final Placing placing;
    private final Intake intake;

    DirectoryStore(Path root) {
        paths = new DirectoryPaths(root);
        placing = new Placing(root);
        intake = new Intake(new TemporaryFiles(paths.localArea().resolve("temporary")));
    }

    @Override
    public Location location() {
        return Location.of(paths.root());
    }

    @Override
    public Location locationOf(Key key) {
        return location().resolve(key);
    }

    @Override
    public Optional<Key> keyOf(Location file) {
        return file.accept(new Location.Visitor<>() {
            @Override
            public Optional<Key> local(Location.Local local) {
                return paths.key(local.path());
            }

            @Override
            public Optional<Key> s3(Location.S3 object) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Stream<Stored> list(Prefix prefix) {
        return paths.folder(prefix).map(folder -> list(folder, prefix)).orElseGet(Stream::empty);
    }

    private static Stream<Stored> list(Path folder, Prefix prefix) {
        DirectoryListing listing = new DirectoryListing(folder, prefix);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(listing, SHAPE), false);
    }

    @Override
    public Stream<Prefix> folders(Prefix folder) {
        return paths.folder(folder).map(there -> DirectoryListing.read(there, folder)).orElse(List.of()).stream()
                .filter(DirectoryListing.Entry::isDirectory)
                .map(entry -> new Prefix(folder.folder() + entry.name()))
                .filter(found -> list(found).findAny().isPresent());
    }

    @Override
    public Optional<Stored> head(Key key) {
        return stat(paths.path(key)).map(stat -> new Stored(key, stat));
    }

    /** What is no file, or lies below a file, is absent: S3 knows no directories that could be in the way. */
    private Optional<Stat> stat(Path path) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() ? Optional.of(Stat.of(found)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (paths.obstacle(path).isPresent()) return Optional.empty();
            throw FileFaults.explain(e, "look at", path);
        }
    }

    private Stat require(Key key, Path path) {
        return stat(path).orElseThrow(() -> absent(key));
    }

    private StoreFailure absent(Key key) {
        return new StoreFailure(Kind.NOT_FOUND, "There is no " + key + " in the store " + paths.root());
    }

    @Override
    public Opened get(Key key, ByteRange range, Expect expect) {
        expect.checkRange(range);
        Path path = paths.path(key);
        require(key, path);
        try {
            Opening opening = Opening.of(path, range, expect, LinkOption.NOFOLLOW_LINKS);
            return new Opened(new Stored(key, opening.stat()), opening.body());
        } catch (NoSuchFileException e) {
            throw absent(key);
        } catch (IOException e) {
            throw FileFaults.explain(e, "read", path);
        }
    }

    @Override
    public Written put(Key key, Content content) {
        Path target = paths.path(key);
        return writing(target, () -> replace(target, key, content, false));
    }

    private Written replace(Path target, Key key, Content content, boolean synced) throws IOException {
        try (Intake.Ready ready = intake.write(content)) {
            if (synced) sync(ready.path());
            placing.rename(ready.path(), target);
            return ready.receipt(key);
        }
    }

    @Override
    public Optional<Written> putIfAbsent(Key key, Content content) {
        Path target = paths.path(key);
        if (stat(target).isPresent()) return Optional.empty();
        return writing(target, () -> {
            try (Intake.Ready ready = intake.write(content)) {
                return placing.linkIfAbsent(ready.path(), target) ? Optional.of(ready.receipt(key)) : Optional.empty();
            }
        });
    }

    @Override
    public Written stageOut(Path file, Key key) {
        LocalFile.require(file);
        Path target = paths.path(key);
        return writing(target, () -> {
            if (intake.mayRename(file)) {
                try {
                    return renameIn(file, target, key);
                } catch (AtomicMoveNotSupportedException e) {
                    // One disk, but mounted twice: a rename does not cross mounts.
                }
            }
            return copyIn(file, target, key);
        });
    }

    private Written renameIn(Path file, Path target, Key key) throws IOException {
        Intake.Ready ready = intake.seal(file);
        placing.rename(file, target);
        return ready.receipt(key);
    }

    /** Synced, as the original goes away. */
    private Written copyIn(Path file, Path target, Key key) throws IOException {
        Written copy = replace(target, key, Content.file(file), true);
        Files.delete(file);
        return copy;
    }

    @Override
    public Stored copy(Stored from, Key to) {
        Path target = paths.path(to);
        return writing(target, () -> {
            try (Opened opened = get(from.key(), ByteRange.ALL, Expect.etag(from.etag()))) {
                return replace(target, to, new OpenedContent(opened), false).file();
            }
        });
    }

    /** Read once, which is all that a directory needs. */
    private record OpenedContent(Opened opened) implements Content {
        @Override
        public long size() {
            return opened.file().size();
        }

        @Override
        public InputStream open() {
            return opened.body();
        }
    }

    private interface Writing<T> {
        T run() throws IOException;
    }

    private <T> T writing(Path target, Writing<T> writing) {
        try {
            return writing.run();
        } catch (IOException e) {
            throw FileFaults.explain(e, "write", paths.obstacle(target).orElse(target));
        }
    }

    @Override
    public void delete(Key key) {
        Path path = paths.path(key);
        if (stat(path).isEmpty()) return;
        try {
            placing.remove(path);
        } catch (IOException e) {
            throw FileFaults.explain(e, "delete", path);
        }
    }

    @Override
    public void sync(Collection<Key> keys) {
        Set<Path> directories = new LinkedHashSet<>();
        for (Key key : keys) {
            Path path = paths.path(key);
            sync(path);
            for (Path up = path; !up.equals(paths.root()); ) directories.add(up = LocalFile.parent(up));
        }
        directories.forEach(DirectoryStore::sync);
    }

    /** A name is as durable as its directory; on Linux both can be synced through a descriptor that only reads. */
    private static void sync(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // Deleted meanwhile, which is nothing to make durable.
        } catch (IOException e) {
            throw FileFaults.explain(e, "sync", path);
        }
    }

    @Override
    public Staged stageIn(Key key, Path target, Expect expect) {
        Path path = paths.path(key);
        return LocalFile.link(path, locationOf(key), require(key, path), target, expect);
    }

    @Override
    public Path scratch() {
        return paths.localArea().resolve("scratch");
    }

    @Override
    public long freeBytes() {
        try {
            return FileFaults.disk(paths.root()).getUsableSpace();
        } catch (IOException e) {
            throw FileFaults.explain(e, "ask for the free space of", paths.root());
        }
    }

    @Override
    public void close() {
        // Nothing is held open between calls.
    }
}
