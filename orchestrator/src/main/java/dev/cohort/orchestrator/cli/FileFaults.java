package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.catalog.NearFiles;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Visible;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file can't be read. */
final class FileFaults {
    private FileFaults() {}

    /** Of a file that the user named; {@code what} it is to them, and the path is what they typed. */
    static Problem unreadable(String what, String typed, Path path, IOException fault) {
        return Problem.error("the " + what + " " + Visible.quote(typed) + " can't be read: " + why(path, fault))
                .hint(NearFiles.hint(typed, path));
    }

    static String why(Path path, IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "you may not read it";
        }
        if (Files.isDirectory(path)) {
            return "it is a directory";
        }
        return Visible.text(String.valueOf(fault.getMessage()));
    }
}
