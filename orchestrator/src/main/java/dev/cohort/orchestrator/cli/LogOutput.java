package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.view.LogText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Prints what tools printed: into a pipe byte by byte as it is, on a terminal with nothing in it that would be obeyed. */
final class LogOutput {
    private static final int BUFFER = 1 << 16;

    private final Console console;
    private int lastByte = '\n';

    LogOutput(Console console) {
        this.console = console;
    }

    /** A line of our own between logs. */
    void header(String line) {
        if (lastByte != '\n') {
            console.out().println();
        }
        console.out().println(console.paint().bold(Visible.text(line)));
        lastByte = '\n';
    }

    /** Copies a log to its end; false when whoever reads our output has left. */
    boolean copy(InputStream log) throws IOException {
        return console.terminal() ? show(log) : pass(log);
    }

    /** A line that came alone; false when whoever reads our output has left. */
    boolean line(String text) {
        if (console.terminal()) {
            LogText fit = new LogText(console.paint() == Paint.COLOUR);
            console.out().print(fit.next(text + "\n") + fit.end());
        } else {
            console.out().println(text);
        }
        lastByte = '\n';
        return !console.out().checkError();
    }

    private boolean pass(InputStream log) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = log.read(buffer); n >= 0; n = log.read(buffer)) {
            console.out().write(buffer, 0, n);
            if (n > 0) {
                lastByte = buffer[n - 1];
            }
            if (console.out().checkError()) {
                return false;
            }
        }
        return true;
    }

    private boolean show(InputStream log) throws IOException {
        LogText text = new LogText(console.paint() == Paint.COLOUR);
        Reader reader = new InputStreamReader(log, StandardCharsets.UTF_8);
        char[] buffer = new char[BUFFER];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            console.out().print(text.next(String.valueOf(buffer, 0, n)));
            if (console.out().checkError()) {
                return false;
            }
        }
        console.out().print(text.end());
        return !console.out().checkError();
    }
}
