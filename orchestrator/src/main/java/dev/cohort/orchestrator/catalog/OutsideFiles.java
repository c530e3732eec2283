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
 * Looks up what of a file from outside is there. On this machine that is cheap; in a bucket each look is a request, so
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
    Optional<Stat> stat(String location, boolean paid) {
        return looked(location, new Look(paid));
    }

    /** The same of a file in a bucket, where an earlier listing tells it. */
    Optional<Stat> listed(String location, boolean paid) {
        return looked(location, new Listed(paid));
    }

    /** On this machine only: in a bucket it would take a request. */
    Optional<String> near(String location) {
        return looked(location, new Near(location));
    }

    private static <T> Optional<T> looked(String location, Location.Visitor<Optional<T>> look) {
        try {
            return Location.parse(location, NO_BASE).accept(look);
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

    private BucketFiles files(Location.S3 file, boolean paid) {
        return store.keyOf(file).isPresent()
                ? buckets.computeIfAbsent(new Bucket("", false), within -> new BucketFiles(store))
                : buckets.computeIfAbsent(new Bucket(file.bucket(), paid), OutsideFiles::opened);
    }

    /** A name like that of a file that is not there. */
    private record Near(String typed) implements Location.Visitor<Optional<String>> {
        @Override
        public Optional<String> local(Location.Local file) {
            return NearFiles.hint(typed, file.path());
        }

        @Override
        public Optional<String> s3(Location.S3 file) {
            return Optional.empty();
        }
    }

    /** Asks for nothing. */
    private final class Listed implements Location.Visitor<Optional<Stat>> {
        private final boolean paid;

        Listed(boolean paid) {
            this.paid = paid;
        }

        @Override
        public Optional<Stat> local(Location.Local file) {
            return Optional.empty();
        }

        @Override
        public Optional<Stat> s3(Location.S3 file) {
            BucketFiles files = files(file, paid);
            return files.keyOf(file).flatMap(files::listed);
        }
    }

    /** Each kind of place in its own way. */
    private final class Look implements Location.Visitor<Optional<Stat>> {
        private final boolean paid;

        Look(boolean paid) {
            this.paid = paid;
        }

        @Override
        public Optional<Stat> local(Location.Local file) {
            return look(file);
        }

        @Override
        public Optional<Stat> s3(Location.S3 file) {
            BucketFiles files = files(file, paid);
            Optional<Key> key = files.keyOf(file);
            return key.isPresent() ? files.stat(key.get()) : look(file);
        }

        private Optional<Stat> look(Location file) {
            return (paid ? inputs.payingForReads() : inputs).stat(file);
        }
    }
}
