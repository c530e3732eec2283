package dev.cohort.steps.reads;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens a text, compressed or not, by what its first two bytes tell; names of users' files tell little. */
public final class TextSource {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;
    private static final int BUFFER = 1 << 16;

    private TextSource() {}

    public static boolean isCompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        }
    }

    public static InputStream open(Path file) throws IOException {
        boolean compressed = isCompressed(file);
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return compressed ? decompressed(raw) : raw;
    }

    private static InputStream decompressed(InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
