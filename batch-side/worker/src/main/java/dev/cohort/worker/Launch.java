package dev.cohort.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A body as a process: its program, what it finds in its environment, and how messages call it.
 *
 * @param program looked up on PATH before anything starts; empty where that is known to be there
 */
record Launch(List<String> argv, Map<String, String> environment, String program, String shown) {
    private static final int LONGEST_FIRST_LINE = 256;

    Launch {
        argv = List.copyOf(argv);
    }

    /** Whether the program is a script whose {@code #!} names an interpreter that nobody has, for the CR at its end. */
    boolean hasWindowsLines() throws IOException {
        Path script = Path.of(argv.get(0));
        if (!script.isAbsolute() || !Files.isRegularFile(script)) {
            return false;
        }
        try (InputStream file = Files.newInputStream(script)) {
            String start = new String(file.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
            return start.matches("(?s)#![^\\r\\n]*\\r\\n.*");
        }
    }

    /** Whether the program is named by a path from where the body starts, and has not come there. */
    boolean isBesideTheBody(Path work) {
        return program.indexOf('/') > 0 && !Files.exists(work.resolve(program));
    }
}
