package dev.cohort.worker;

import java.nio.file.Path;

/** An input that is a text. */
record FoundValue(String text, String identity) implements FoundInput {
    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public Given inPlace(Attempt attempt, Path at) {
        return Given.value(text);
    }

    @Override
    public Given stage(Attempt attempt, Path at) {
        return Given.value(text);
    }
}
