package dev.cohort.store;

import java.nio.file.Path;

/** Where a store or a file lies, as a user writes it: {@code s3://bucket/key}, or a path on this machine. */
public sealed interface Location {

    /** Reads what a user wrote; a relative path is relative to the base. A bad one is a BAD_NAME that says why. */
    static Location parse(String text, Path base) {
        return LocationParser.parse(text, base);
    }

    static Location of(Path path) {
        return new Local(path);
    }

    /** What lies below, if this is a directory or a prefix. */
    Location resolve(Key key);

    <T> T accept(Visitor<T> visitor);

    /** One answer per kind of location; only this module needs to ask. */
    interface Visitor<T> {
        T local(Local file);

        T s3(S3 object);
    }

    /** A path on this machine; absolute, and without {@code .} and {@code ..}. */
    record Local(Path path) implements Location {
        public Local {
            path = path.toAbsolutePath().normalize();
        }

        @Override
        public Location resolve(Key key) {
            return new Local(Spelling.path(path, key.text()));
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.local(this);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** An object in a bucket, or a prefix of some (empty: the whole bucket); the key is taken as it stands, without decoding. */
    record S3(String bucket, String key) implements Location {
        public S3 {
            LocationParser.checkBucket(bucket);
        }

        @Override
        public Location resolve(Key below) {
            return new S3(bucket, key.isEmpty() || key.endsWith("/") ? key + below : key + "/" + below);
        }

        @Override
        public <T> T accept(Visitor<T> visitor) {
            return visitor.s3(this);
        }

        @Override
        public String toString() {
            return "s3://" + bucket + (key.isEmpty() ? "" : "/" + key);
        }
    }
}
