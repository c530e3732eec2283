package dev.cohort.batch;

import java.util.function.Supplier;

/** Ids in order, so that tests can say them. */
final class Ids implements Supplier<String> {
    private int last;

    @Override
    public String get() {
        return "job-" + ++last;
    }
}
