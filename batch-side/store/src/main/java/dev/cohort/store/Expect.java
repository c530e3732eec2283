package dev.cohort.store;

import dev.cohort.store.StoreFailure.Kind;
import org.jspecify.annotations.Nullable;

/** What a reader knows of a file beforehand, and wants to be told if it is not so. */
public record Expect(@Nullable String etag, @Nullable Sha256 sha256) {
    public static final Expect ANYTHING = new Expect(null, null);

    /** This version and no other: CHANGED otherwise. */
    public static Expect etag(String etag) {
        return new Expect(etag, null);
    }

    /** These bytes and no others: CORRUPT otherwise. All of them must be read for that. */
    public static Expect sha256(Sha256 sha256) {
        return new Expect(null, sha256);
    }

    public Expect andSha256(Sha256 bytes) {
        return new Expect(etag, bytes);
    }

    public void checkRange(ByteRange range) {
        if (sha256 != null && !range.equals(ByteRange.ALL))
            throw new IllegalArgumentException("a checksum is of the whole file, not of a range");
    }

    public void checkEtag(Stat found, Object file) {
        if (etag != null && !etag.equals(found.etag())) throw changed(file, "version " + found.etag(), etag);
    }

    /** For a store that only says that it is another one now. */
    public static StoreFailure changed(Object file, String found, @Nullable String expected) {
        return new StoreFailure(
                Kind.CHANGED, file + " is no longer what it was: " + found + " instead of version " + expected);
    }

    public void checkSha256(Sha256 found, Object file) {
        if (sha256 != null && !sha256.equals(found))
            throw new StoreFailure(
                    Kind.CORRUPT,
                    file + " does not hold the bytes it should: SHA-256 " + found + " instead of " + sha256);
    }
}
