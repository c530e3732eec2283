package dev.cohort.orchestrator.images.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The options of Java for what lives for seconds, out of the file that the launcher {@code cohort} gives to Java as it is. */
final class StartingOptions {
    private static final String FILE = "/java.options";

    private StartingOptions() {}

    static List<String> ofShortRuns() {
        try (InputStream file = StartingOptions.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing in the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
