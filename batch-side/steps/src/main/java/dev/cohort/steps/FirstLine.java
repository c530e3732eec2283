package dev.cohort.steps;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.reads.TextSource;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** The first line of a text that says something, be the text compressed or not: enough to tell what kind of file it is. */
final class FirstLine {
    /** A file that is no text may have a line without end. */
    private static final int LONG_ENOUGH = 1 << 16;

    private FirstLine() {}

    /** The first line that does not begin with {@code comment}; empty when there is none. */
    static String of(Path file, String comment) throws IOException {
        try (BufferedReader in = open(file)) {
            String line = line(in);
            while (line.startsWith(comment)) {
                line = line(in);
            }
            return line;
        } catch (EOFException | ZipException e) {
            throw new StepFailure("the file is cut off or damaged (%s): %s".formatted(e.getMessage(), file), e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(TextSource.open(file), StandardCharsets.ISO_8859_1));
    }

    private static String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.length() < LONG_ENOUGH) {
            line.append((char) next);
            next = in.read();
        }
        return line.toString();
    }
}
