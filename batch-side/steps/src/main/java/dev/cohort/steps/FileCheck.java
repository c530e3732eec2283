package dev.cohort.steps;

import dev.cohort.step.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether a file is there and holds something, both before a tool reads it and after a tool has written it. */
final class FileCheck {
    private FileCheck() {}

    /** A file that the step was given; {@code what} is its name in a sentence. */
    static Path given(Path file, String what) throws IOException {
        if (Files.size(present(file, what)) == 0) {
            throw new StepFailure("%s is an empty file: %s. Fetch or make it again".formatted(what, file));
        }
        return file;
    }

    /** A file that the step was given, and that may be empty. */
    static Path present(Path file, String what) {
        if (!Files.exists(file)) {
            throw new StepFailure("%s is not there: %s".formatted(what, file));
        }
        return file;
    }

    /** A file that a tool should have written, be it empty. */
    static Path made(Path file, String tool) {
        if (!Files.exists(file)) {
            throw new StepFailure("%s ended well but did not write %s; its own words stand in the log above"
                    .formatted(tool, file.getFileName()));
        }
        return file;
    }
}
