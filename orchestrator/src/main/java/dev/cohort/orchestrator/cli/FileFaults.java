package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Visible;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says why a file can't be read. */
final class FileFaults {
    private FileFaults() {}

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
