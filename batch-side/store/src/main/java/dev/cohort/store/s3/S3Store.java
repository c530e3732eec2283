package dev.cohort.store.s3;

import dev.cohort.store.ByteRange;
import dev.cohort.store.Content;
import dev.cohort.store.Expect;
import dev.cohort.store.FileFaults;
import dev.cohort.store.Folders;
import dev.cohort.store.Key;
import dev.cohort.store.LocalFile;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.Prefix;
import dev.cohort.store.Staged;
import dev.cohort.store.Stat;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import dev.cohort.store.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A store under a prefix of a bucket. */
final class S3Store implements Store {
    private static final int SHAPE = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;

    private final ObjectNames names;
    private final S3Objects objects;
    private final Writing writing;
    private final Putting putting;

    S3Store(Location.S3 prefix, S3Objects objects) {
        this.names = new ObjectNames(prefix);
        this.objects = objects.named(key -> names.rest(key) + " in the store " + prefix);
        this.writing = objects.writing();
        this.putting = new Putting(this.objects.reading(), writing);
    }

    @Override
    public Location location() {
        return names.store();
    }

    @Override
    public Location locationOf(Key key) {
        return names.of(key);
    }

    @Override
    public Optional<Key> keyOf(Location file) {
        return file.accept(new Location.Visitor<>() {
            @Override
            public Optional<Key> local(Location.Local local) {
                return Optional.empty();
            }

            @Override
            public Optional<Key> s3(Location.S3 object) {
                return object.bucket().equals(names.store().bucket()) ? names.key(object.key()) : Optional.empty();
            }
        });
    }

    @Override
    public Stream<Stored> list(Prefix prefix) {
        return stream(new Listing<>(objects.reading(), names.of(prefix), null, this::stored));
    }

    private Iterator<Stored> stored(ListObjectsV2Response page) {
        return page.contents().stream().flatMap(found -> stored(found).stream()).iterator();
    }

    /** Some servers list what is still being written, but without a version. */
    private Optional<Stored> stored(S3Object found) {
        if (found.eTag() == null) return Optional.empty();
        Stat stat = Answer.stat(found.size(), found.lastModified(), found.eTag());
        return names.key(found.key()).map(key -> new Stored(key, stat));
    }

    @Override
    public Stream<Prefix> folders(Prefix folder) {
        return stream(new Listing<>(objects.reading(), names.of(folder), "/", this::folders));
    }

    private Iterator<Prefix> folders(ListObjectsV2Response page) {
        return page.commonPrefixes().stream()
                .map(CommonPrefix::prefix)
                .flatMap(found -> names.prefix(found).stream())
                .iterator();
    }

    private static <T> Stream<T> stream(Iterator<T> found) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, SHAPE), false);
    }

    @Override
    public Optional<Stored> head(Key key) {
        return objects.stat(names.of(key)).map(stat -> new Stored(key, stat));
    }

    @Override
    public Opened get(Key key, ByteRange range, Expect expect) {
        expect.checkRange(range);
        S3Objects.Opening opening = objects.open(names.of(key), range, expect);
        return new Opened(new Stored(key, opening.stat()), opening.body());
    }

    @Override
    public Written put(Key key, Content content) {
        return written(key, putting.put(names.of(key), content));
    }

    @Override
    public Optional<Written> putIfAbsent(Key key, Content content) {
        return putting.putIfAbsent(names.of(key), content).map(sent -> written(key, sent));
    }

    private static Written written(Key key, Upload.Sent sent) {
        return new Written(new Stored(key, sent.stat()), sent.sha256());
    }

    @Override
    public Stored copy(Stored from, Key to) {
        Stat stat = new Copying(objects.reading(), writing, names.of(from.key()), from.stat(), names.of(to)).run();
        return new Stored(to, stat);
    }

    @Override
    public void delete(Key key) {
        Location.S3 object = names.of(key);
        try {
            writing.delete(object);
        } catch (SdkException e) {
            throw S3Faults.explain(e, "delete", object);
        }
    }

    /** What S3 has answered for, it keeps. */
    @Override
    public void sync(Collection<Key> keys) {}

    @Override
    public Staged stageIn(Key key, Path target, Expect expect) {
        return objects.stageIn(names.of(key), target, expect);
    }

    @Override
    public Staged copyIn(Key key, Path target, Expect expect) {
        return objects.copyIn(names.of(key), target, expect);
    }

    @Override
    public List<Staged> stageIn(Prefix folder, Path target) {
        return Folders.stageIn(this, folder, target, this::together);
    }

    @Override
    public Written stageOut(Path file, Key key) {
        LocalFile.require(file);
        Written written = put(key, Content.file(file));
        try {
            Files.delete(file);
            return written;
        } catch (IOException e) {
            throw FileFaults.explain(e, "delete", file);
        }
    }

    @Override
    public List<Written> stageOut(Path directory, Prefix folder) {
        return Folders.stageOut(this, directory, folder, this::together);
    }

    private <T> List<T> together(List<Folders.Piece<T>> pieces) {
        return new Together<>(pieces).run(objects.connection().crew());
    }

    @Override
    public Path scratch() {
        return Scratch.of(System.getenv());
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    /** The client is shared by all stores of this process. */
    @Override
    public void close() {}
}
