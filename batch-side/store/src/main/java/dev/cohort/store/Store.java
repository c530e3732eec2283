package dev.cohort.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a pipeline's data lives: files under keys, over a directory or over S3, with one meaning.
 *
 * <p>A file appears whole or not at all, to every process, and is replaced, never changed: who has opened one reads that version to
 * its end. All failures are {@link StoreFailure}. A store may be used by any number of threads.
 *
 * <p>There is no compare-and-swap: who needs one puts the next number of a sequence if it is absent, as the journal does.
 */
public interface Store extends AutoCloseable {

    /** Opens {@code s3://bucket/prefix} or a directory, which need not exist yet: nothing is made before the first write. */
    static Store open(Location location) {
        return open(location, S3Settings.DEFAULT);
    }

    /** The settings matter where the location is on S3. */
    static Store open(Location location, S3Settings settings) {
        return location.accept(new StoreOpener(settings));
    }

    Location location();

    /** Where a key's file lies, as a user or another program would call it. */
    Location locationOf(Key key);

    /** The key of a file that lies in this store; empty for one that lies elsewhere. */
    Optional<Key> keyOf(Location file);

    /**
     * All files whose keys begin with the prefix, in the order of their keys' UTF-8 bytes, fetched as the stream is read. What comes
     * or goes meanwhile may be seen or not. Names that are no {@link Key}, and links, are left out: no store has written them.
     *
     * <p>S3 begins at once and fetches ahead, so who needs several listings opens them all before reading the first.
     */
    Stream<Stored> list(Prefix prefix);

    /** The folders right below a folder that hold a file at any depth: {@code runs/} yields {@code runs/r1/}, {@code runs/r2/}. */
    Stream<Prefix> folders(Prefix folder);

    Optional<Stored> head(Key key);

    /** NOT_FOUND where there is none. A checksum can only be expected of the whole file. */
    Opened get(Key key, ByteRange range, Expect expect);

    default Opened get(Key key) {
        return get(key, ByteRange.ALL, Expect.ANYTHING);
    }

    /** Stores a file, in the place of any other. It survives a crash of this process at once, and of the machine after {@link #sync}. */
    Written put(Key key, Content content);

    /** Stores a file unless there is one; of many callers, in any process, one gets the receipt and the others get nothing. */
    Optional<Written> putIfAbsent(Key key, Content content);

    /**
     * The bytes of a stored file under another key too, in the place of any other file; on S3 they never come here. CHANGED where the
     * file is no longer the one that was listed.
     */
    Stored copy(Stored from, Key to);

    /** Removes a file; that it is gone already is fine. */
    void delete(Key key);

    /** Returns when these files, as they are now, survive a power cut. S3 has nothing to do. */
    void sync(Collection<Key> keys);

    /**
     * Makes a stored file readable at a local path that is free: as a link where the store is a directory, else as a copy. It is for
     * reading; {@link Staged#requireUnchanged} tells afterwards whether it was only read.
     */
    Staged stageIn(Key key, Path target, Expect expect);

    /** All files of a folder, each below the target under its key's rest; an empty list where there are none. */
    default List<Staged> stageIn(Prefix folder, Path target) {
        return Folders.stageIn(this, folder, target, Folders::oneByOne);
    }

    /** A copy of a stored file at a local path that is free, for a body that writes into its inputs. */
    default Staged copyIn(Key key, Path target, Expect expect) {
        try (Opened opened = get(key, ByteRange.ALL, expect)) {
            return LocalFile.copy(opened.body(), opened.file().stat(), locationOf(key), target);
        }
    }

    /**
     * Takes a finished local file into the store, in the place of any other; afterwards it is no longer where it was. On the same
     * file system it is renamed, so its bytes are read once, for the checksum, and never written again.
     */
    Written stageOut(Path file, Key key);

    /** {@link #stageOut(Path, Key)} for all files below a directory. Each appears at once, all of them not: the outcome says that. */
    default List<Written> stageOut(Path directory, Prefix folder) {
        return Folders.stageOut(this, directory, folder, Folders::oneByOne);
    }

    /** A directory for tasks to work in, as near to the store as can be: staging from and to here needs no copies if any does not. */
    Path scratch();

    /** How many bytes can still be written; {@link Long#MAX_VALUE} where there is no bound. */
    long freeBytes();

    @Override
    void close();
}
