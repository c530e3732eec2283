package dev.cohort.worker;

import dev.cohort.contract.Terms;
import dev.cohort.store.Location;

/** Whose the bytes of a staged input are. */
enum Sharing {
    /** The body's, to do with as it likes. */
    COPIED,
    /** The host's, for all its tasks to read. */
    CACHED,
    /** The task's alone, or those of the disk that it was linked from. */
    ITS_OWN;

    /** What lies on this machine need not be cached on it. */
    static Sharing of(Terms terms, String input, Location origin) {
        if (terms.copied().contains(input)) {
            return COPIED;
        }
        return terms.cached().contains(input) && origin instanceof Location.S3 ? CACHED : ITS_OWN;
    }
}
