package dev.cohort.store;

import java.time.Instant;

/** A file that a store holds. */
public record Stored(Key key, Stat stat) {
    public long size() {
        return stat.size();
    }

    public Instant modified() {
        return stat.modified();
    }

    /** Its version, for {@link Expect} and for an outcome. */
    public String etag() {
        return stat.etag();
    }
}
