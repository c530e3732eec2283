package dev.cohort.store;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The files that steps read, wherever they lie: in the store, elsewhere on this machine, or in another bucket.
 *
 * <p>Inputs may be any file, so here links are followed, also those that lead out of the store.
 */
public final class Inputs {
    private final Store store;

    public Inputs(Store store) {
        this.store = store;
    }

    /** What a file is; its etag is its identity. Empty where there is none. */
    public Optional<Stat> stat(Location file) {
        return at(file, (from, key) -> from.head(key).map(Stored::stat), LocalFile::stat);
    }

    /** {@link Store#stageIn} from anywhere. */
    public Staged stageIn(Location file, Path target, Expect expect) {
        return at(
                file,
                (from, key) -> from.stageIn(key, target, expect),
                path -> LocalFile.link(path, file, LocalFile.require(path), target, expect));
    }

    /** {@link Store#copyIn} from anywhere. */
    public Staged copyIn(Location file, Path target, Expect expect) {
        return at(
                file,
                (from, key) -> from.copyIn(key, target, expect),
                path -> LocalFile.copyOf(path, file, target, expect));
    }

    private <T> T at(Location file, BiFunction<Store, Key, T> inStore, Function<Path, T> onThisMachine) {
        Optional<Key> key = store.keyOf(file);
        return key.isPresent() ? inStore.apply(store, key.get()) : file.accept(new Elsewhere<>(onThisMachine));
    }

    /** What lies outside of the store. */
    private record Elsewhere<T>(Function<Path, T> onThisMachine) implements Location.Visitor<T> {
        @Override
        public T local(Location.Local file) {
            return onThisMachine.apply(file.path());
        }

        @Override
        public T s3(Location.S3 object) {
            throw StoreOpener.notYet(object);
        }
    }
}
