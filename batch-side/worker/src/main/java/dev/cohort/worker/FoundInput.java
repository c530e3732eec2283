package dev.cohort.worker;

import java.io.IOException;
import java.nio.file.Path;

/** An input that is known to be there, but not staged yet. */
interface FoundInput {
    /** For the {@code in} half of the fingerprint. */
    String identity();

    /** Makes it readable at or below a path that is free. */
    Given stage(Attempt attempt, Path at) throws IOException;
}
