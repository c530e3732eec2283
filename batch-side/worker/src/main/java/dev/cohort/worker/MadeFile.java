package dev.cohort.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that the body made for an output, before it is taken away.
 *
 * @param path below {@code work}
 * @param linked whether a link leads to it, so that its bytes have another name, which may be an output as well
 */
record MadeFile(
        String output, String path, Path at, @Nullable String root, boolean linked) {}
