package dev.cohort.store.s3;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Where tasks work whose store is on S3: a directory of this machine. */
final class Scratch {
    private Scratch() {}

    /**
     * In {@code COHORT_SCRATCH}, else in a directory of this user in {@code TMPDIR}, else in Java's own; a folder of its own there, as
     * what tasks share lies beside it.
     */
    static Path of(Map<String, String> environment) {
        String chosen = environment.getOrDefault("COHORT_SCRATCH", "");
        return (chosen.isBlank() ? temporary(environment).resolve("cohort-" + user()) : Path.of(chosen))
                .resolve("scratch")
                .toAbsolutePath()
                .normalize();
    }

    private static Path temporary(Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("TMPDIR", ""), System.getProperty("java.io.tmpdir", ""), "/tmp")
                .filter(path -> !path.isBlank())
                .findFirst()
                .map(Path::of)
                .orElseThrow();
    }

    /** A container's user may have no name. */
    private static String user() {
        return System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
