package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Path;

/** An input that is known to be there, but not staged yet. */
interface FoundInput {
    /** For the {@code in} half of the fingerprint. */
    String identity();

    /** What it comes to, in bytes. */
    long bytes();

    /** As the body would see it if it lay where it lies; only what a task makes for itself is said to be at a path of its own. */
    Given inPlace(Attempt attempt, Path at);

    /** Makes it readable at or below a path that is free. */
    Given stage(Attempt attempt, Path at) throws IOException;
}
