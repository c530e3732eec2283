package dev.cohort.worker;

import dev.cohort.contract.Fingerprint;
import java.nio.file.Path;

/** An input that is a text. */
record FoundValue(String text) implements FoundInput {
    @Override
    public String identity() {
        return Fingerprint.valueIdentity(text);
    }

    @Override
    public Given stage(Attempt attempt, Path at) {
        return Given.value(text);
    }
}
