package dev.cohort.steps.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Writes a text, compressed when its file's name says so. */
final class TextFile {
    private TextFile() {}

    static void write(Path file, Consumer<Appendable> text) throws IOException {
        try (Writer out = new OutputStreamWriter(open(file), StandardCharsets.UTF_8)) {
            text.accept(out);
        }
    }

    private static OutputStream open(Path file) throws IOException {
        OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw;
    }
}
