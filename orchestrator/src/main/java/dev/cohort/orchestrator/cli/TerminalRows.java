package dev.cohort.orchestrator.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many lines a terminal shows, which Java does not know. */
final class TerminalRows {
    /** As terminals have been from the beginning. */
    static final int USUAL = 24;

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,3}) [0-9]+\\s*");

    private TerminalRows() {}

    /** Of the one that we are started in, now. */
    static int now() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return read(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException unknown) {
            return USUAL;
        }
    }

    /** Lines and columns, as `stty size` prints them. */
    static int read(String size) {
        Matcher numbers = SIZE.matcher(size);
        return numbers.matches() ? Integer.parseInt(numbers.group(1)) : USUAL;
    }
}
