package dev.cohort.store.s3;

import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Names;
import dev.cohort.store.Prefix;
import dev.cohort.store.StoreFailure;
import dev.cohort.store.StoreFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the files of a store are called in its bucket. */
record ObjectNames(Location.S3 store) {
    private static final int LONGEST = 1024;

    /** How all of them begin; {@code s3://bucket/a} and {@code s3://bucket/a/} are one store. */
    private String base() {
        return store.key().isEmpty() || store.key().endsWith("/") ? store.key() : store.key() + "/";
    }

    Location.S3 of(Key key) {
        return object(key.text());
    }

    Location.S3 of(Prefix prefix) {
        return object(prefix.text());
    }

    private Location.S3 object(String below) {
        String name = base() + below;
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST)
            throw new StoreFailure(
                    Kind.BAD_NAME,
                    "The name of " + Names.shown(below) + " in the store " + store + " is longer than " + LONGEST
                            + " bytes",
                    "Use shorter names, or a store with a shorter prefix.",
                    null);
        return new Location.S3(store.bucket(), name);
    }

    /** What follows the store's own name. */
    String rest(String name) {
        return name.startsWith(base()) ? name.substring(base().length()) : name;
    }

    /** Empty for what lies elsewhere, and for what no store has written. */
    Optional<Key> key(String name) {
        try {
            return name.startsWith(base()) ? Optional.of(Key.of(rest(name))) : Optional.empty();
        } catch (StoreFailure e) {
            return Optional.empty();
        }
    }

    Optional<Prefix> prefix(String name) {
        try {
            return Optional.of(Prefix.of(rest(name)));
        } catch (StoreFailure e) {
            return Optional.empty();
        }
    }
}
