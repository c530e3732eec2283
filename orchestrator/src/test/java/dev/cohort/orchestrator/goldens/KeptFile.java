package dev.cohort.orchestrator.goldens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.AssertionFailedError;

/** A file that holds what some part of the program puts out, and is kept equal to it. */
public record KeptFile(Path file, boolean refresh) {
    private static final String SWITCH = "cohort.goldens.refresh";

    /** A file of the repository, by its path from the root. */
    public static KeptFile at(String path) {
        return new KeptFile(Path.of(System.getProperty("cohort.root"), path), isRefreshing());
    }

    static boolean isRefreshing() {
        return Boolean.getBoolean(SWITCH);
    }

    /** Refreshing rewrites the file and still fails, so that no run blesses its own output. */
    public void holds(String actual) {
        if (refresh) {
            write(actual);
            throw new AssertionError("refreshed " + file + "; look at the difference, then run without the flag");
        }
        if (!Files.exists(file)) {
            throw new AssertionError(
                    "there is no " + file + "; -D" + SWITCH + "=true writes it. Now it would say:\n" + actual);
        }
        String wanted = read();
        if (!wanted.equals(actual)) {
            throw new AssertionFailedError(
                    file + " does not say what came out; -D" + SWITCH + "=true rewrites it\nexpected:\n" + wanted
                            + "\nbut came out:\n" + actual,
                    wanted,
                    actual);
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
