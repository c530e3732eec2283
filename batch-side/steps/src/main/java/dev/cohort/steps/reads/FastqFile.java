package dev.cohort.steps.reads;

import dev.cohort.step.StepFailure;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** A FASTQ, compressed or not: its first name, and how many records it has. */
public final class FastqFile {
    private static final int LINES = 4;
    private static final int BUFFER = 1 << 16;

    private final Path file;

    public FastqFile(Path file) {
        this.file = file;
    }

    /** The name of the first read, without what tells the mates apart: a comment, or {@code /1} and {@code /2}. */
    public String firstName() throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(open(), StandardCharsets.ISO_8859_1))) {
            String line = in.readLine();
            if (line == null) {
                throw new StepFailure("the FASTQ holds no reads: " + file);
            }
            if (!line.startsWith("@")) {
                throw new StepFailure("this is not a FASTQ, as its first line does not begin with @: " + file);
            }
            return pairName(line.substring(1));
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
    }

    /** Counts by lines, as the tools here write each record as four; the last need not be ended. */
    public long records() throws IOException {
        long lines = 0;
        byte last = '\n';
        try (InputStream in = open()) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    lines += buffer[i] == '\n' ? 1 : 0;
                }
                last = buffer[read - 1];
            }
        } catch (EOFException | ZipException e) {
            throw damaged(e);
        }
        lines += last == '\n' ? 0 : 1;
        if (lines % LINES != 0) {
            throw new StepFailure("the FASTQ ends within a record, after line %,d: %s".formatted(lines, file));
        }
        return lines / LINES;
    }

    private InputStream open() throws IOException {
        if (!Files.exists(file)) {
            throw new StepFailure("the FASTQ is not there: " + file);
        }
        return TextSource.open(file);
    }

    private StepFailure damaged(IOException cause) {
        return new StepFailure("the FASTQ is cut off or damaged (%s): %s".formatted(cause.getMessage(), file), cause);
    }

    private static String pairName(String header) {
        String name = header.split("\\s", 2)[0];
        return name.endsWith("/1") || name.endsWith("/2") ? name.substring(0, name.length() - 2) : name;
    }
}
