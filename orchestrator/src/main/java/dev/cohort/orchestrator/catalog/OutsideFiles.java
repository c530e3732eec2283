package dev.cohort.orchestrator.catalog;

import dev.cohort.store.Inputs;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
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
    private final Map<Bucket, BucketFiles> buckets = new HashMap<>();

    OutsideFiles(Store store) {
        this.store = store;
        this.inputs = new Inputs(store);
    }

    /** @param paid whether this account pays for looking into it */
    private record Bucket(String name, boolean paid) {}

    /** Empty where there is none, which a name that can't be one, and a bucket that is not there, have in common. */
    Optional<String> version(String location, boolean paid) {
        try {
            return Location.parse(location, NO_BASE).accept(new Look(paid));
        } catch (StoreFailure failure) {
            return switch (failure.kind()) {
                case BAD_NAME, NO_BUCKET -> Optional.empty();
                default -> throw failure;
            };
        }
    }

    private static BucketFiles opened(Bucket bucket) {
        S3Settings settings = bucket.paid() ? S3Settings.DEFAULT.payingForReads() : S3Settings.DEFAULT;
        return new BucketFiles(Store.open(new Location.S3(bucket.name(), ""), settings));
    }

    /** Each kind of place in its own way. */
    private final class Look implements Location.Visitor<Optional<String>> {
        private final boolean paid;

        Look(boolean paid) {
            this.paid = paid;
        }

        @Override
        public Optional<String> local(Location.Local file) {
            return look(file);
        }

        @Override
        public Optional<String> s3(Location.S3 file) {
            BucketFiles files = files(file);
            Optional<Key> key = files.keyOf(file);
            return key.isPresent() ? files.version(key.get()) : look(file);
        }

        private BucketFiles files(Location.S3 file) {
            return store.keyOf(file).isPresent()
                    ? buckets.computeIfAbsent(new Bucket("", false), within -> new BucketFiles(store))
                    : buckets.computeIfAbsent(new Bucket(file.bucket(), paid), OutsideFiles::opened);
        }

        private Optional<String> look(Location file) {
            return (paid ? inputs.payingForReads() : inputs).stat(file).map(Stat::etag);
        }
    }
}
