package dev.cohort.orchestrator.catalog;

import dev.cohort.store.Inputs;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Stat;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up which version of a file from outside is there. On this machine that is cheap; in a bucket each look is a request, so
 * where many files lie side by side they are listed, a thousand by one request.
 */
final class OutsideFiles {
    private static final Path NO_BASE = Path.of("/");

    private final Store store;
    private final Inputs inputs;
    private final Map<String, BucketFiles> buckets = new HashMap<>();

    OutsideFiles(Store store) {
        this.store = store;
        this.inputs = new Inputs(store);
    }

    /** Empty where there is none, which a name that can't be one, and a bucket that is not there, have in common. */
    Optional<String> version(String location) {
        try {
            return Location.parse(location, NO_BASE).accept(new Look());
        } catch (StoreFailure failure) {
            return switch (failure.kind()) {
                case BAD_NAME, NO_BUCKET -> Optional.empty();
                default -> throw failure;
            };
        }
    }

    private Optional<String> look(Location file) {
        return inputs.stat(file).map(Stat::etag);
    }

    /** Each kind of place in its own way. */
    private final class Look implements Location.Visitor<Optional<String>> {
        @Override
        public Optional<String> local(Location.Local file) {
            return look(file);
        }

        @Override
        public Optional<String> s3(Location.S3 file) {
            boolean within = store.keyOf(file).isPresent();
            BucketFiles files = buckets.computeIfAbsent(
                    within ? "" : file.bucket(),
                    bucket -> new BucketFiles(within ? store : Store.open(new Location.S3(bucket, ""))));
            Optional<Key> key = files.keyOf(file);
            return key.isPresent() ? files.version(key.get()) : look(file);
        }
    }
}
