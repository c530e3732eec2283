package dev.cohort.store;

import dev.cohort.store.s3.S3;
import dev.cohort.store.s3.S3Objects;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files that steps read, wherever they lie: in the store, elsewhere on this machine, or in another bucket.
 *
 * <p>Inputs may be any file, so here links are followed, also those that lead out of the store.
 */
public final class Inputs {
    private final Store store;
    private final S3 s3;
    private final S3Settings settings;

    public Inputs(Store store) {
        this(store, S3.shared(), S3Settings.DEFAULT);
    }

    private Inputs(Store store, S3 s3, S3Settings settings) {
        this.store = store;
        this.s3 = s3;
        this.settings = settings;
    }

    /** For a server of one's own. */
    static Inputs of(Store store, S3 s3) {
        return new Inputs(store, s3, S3Settings.DEFAULT);
    }

    /** The same files, with the costs of reading from other buckets taken over. */
    public Inputs payingForReads() {
        return new Inputs(store, s3, settings.payingForReads());
    }

    /** What a file is; its etag is its identity. Empty where there is none. */
    public Optional<Stat> stat(Location file) {
        return at(file).stat();
    }

    /** {@link Store#stageIn} from anywhere. */
    public Staged stageIn(Location file, Path target, Expect expect) {
        return at(file).stageIn(target, expect);
    }

    /** {@link Store#copyIn} from anywhere. */
    public Staged copyIn(Location file, Path target, Expect expect) {
        return at(file).copyIn(target, expect);
    }

    private Source at(Location file) {
        Optional<Key> key = store.keyOf(file);
        return key.isPresent() ? new Within(store, key.get()) : file.accept(new Elsewhere(s3, settings));
    }

    /** One file, wherever it is. */
    private interface Source {
        Optional<Stat> stat();

        Staged stageIn(Path target, Expect expect);

        Staged copyIn(Path target, Expect expect);
    }

    private record Within(Store store, Key key) implements Source {
        @Override
        public Optional<Stat> stat() {
            return store.head(key).map(Stored::stat);
        }

        @Override
        public Staged stageIn(Path target, Expect expect) {
            return store.stageIn(key, target, expect);
        }

        @Override
        public Staged copyIn(Path target, Expect expect) {
            return store.copyIn(key, target, expect);
        }
    }

    private record OnThisMachine(Location.Local file) implements Source {
        @Override
        public Optional<Stat> stat() {
            return LocalFile.stat(file.path());
        }

        @Override
        public Staged stageIn(Path target, Expect expect) {
            return LocalFile.link(file.path(), file, LocalFile.require(file.path()), target, expect);
        }

        @Override
        public Staged copyIn(Path target, Expect expect) {
            return LocalFile.copyOf(file.path(), file, target, expect);
        }
    }

    private record InABucket(S3Objects objects, Location.S3 file) implements Source {
        @Override
        public Optional<Stat> stat() {
            return objects.stat(file);
        }

        @Override
        public Staged stageIn(Path target, Expect expect) {
            return objects.stageIn(file, target, expect);
        }

        @Override
        public Staged copyIn(Path target, Expect expect) {
            return objects.copyIn(file, target, expect);
        }
    }

    /** What lies outside of the store. */
    private record Elsewhere(S3 s3, S3Settings settings) implements Location.Visitor<Source> {
        @Override
        public Source local(Location.Local file) {
            return new OnThisMachine(file);
        }

        @Override
        public Source s3(Location.S3 file) {
            return new InABucket(s3.objects(settings), file);
        }
    }
}
