package dev.cohort.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that the body made for an output, before it is taken away; {@code path} is below {@code work}. */
record MadeFile(
        String output, String path, Path at, @Nullable String root) {}
