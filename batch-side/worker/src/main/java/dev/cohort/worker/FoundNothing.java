package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import java.nio.file.Path;

/** An optional input that the sample goes without. */
record FoundNothing() implements FoundInput {
    @Override
    public String identity() {
        return Fingerprint.nothingIdentity();
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        return Given.nothing();
    }

    @Override
    public Given stage(Attempt attempt, Path at) {
        return Given.nothing();
    }
}
