package dev.cohort.worker;

import java.nio.file.Path;

/** An input that is a text. */
record FoundValue(String text, String identity) implements FoundInput {
    @Override
    public Given stage(Attempt attempt, Path at) {
        return Given.value(text);
    }
}
