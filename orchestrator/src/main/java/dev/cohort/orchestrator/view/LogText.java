package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;

/**
 * What a tool printed, made fit for a terminal piece by piece: of all that a terminal would obey only colours, line ends and tabs
 * are left, and the rest is shown. A line that was to be written over, as by a progress bar, is followed by the next instead.
 */
public final class LogText {
    private static final char ESCAPE = '\u001b';
    private static final int LONGEST_COLOUR = 32;
    private static final String NO_COLOUR = ESCAPE + "[0m";

    private final boolean colours;

    /** What may be the beginning of a colour, or of a line end. */
    private final StringBuilder held = new StringBuilder();

    private StringBuilder shown = new StringBuilder();
    private boolean coloured;
    private boolean lineOpen;

    /** Without {@code colours} those of the tool are dropped too. */
    public LogText(boolean colours) {
        this.colours = colours;
    }

    /** The next piece, as far as it can be shown before more comes. */
    public String next(CharSequence piece) {
        piece.codePoints().forEach(this::take);
        return taken();
    }

    /** What was held back; ends the line, and the colour. */
    public String end() {
        release();
        shown.append(coloured ? NO_COLOUR : "").append(lineOpen ? "\n" : "");
        coloured = false;
        lineOpen = false;
        return taken();
    }

    private String taken() {
        String text = shown.toString();
        shown = new StringBuilder();
        return text;
    }

    private void take(int c) {
        if (held.isEmpty()) {
            begin(c);
        } else if (held.charAt(0) == ESCAPE && mayBeColour(c)) {
            held.appendCodePoint(c);
            endColour(c);
        } else {
            release();
            if (c != '\n' || lineOpen) {
                begin(c);
            }
        }
    }

    private void begin(int c) {
        if (c == ESCAPE || c == '\r') {
            held.appendCodePoint(c);
        } else {
            show(c);
        }
    }

    private void show(int c) {
        lineOpen = c != '\n';
        if (c == '\n' || c == '\t' || c >= ' ' && c < 127) {
            shown.append((char) c);
        } else {
            shown.append(Visible.text(Character.toString(c)));
        }
    }

    /** {@code ESC [ 1 ; 31 m} and the like. */
    private boolean mayBeColour(int c) {
        return held.length() == 1
                ? c == '['
                : held.length() < LONGEST_COLOUR && (c >= '0' && c <= '9' || c == ';' || c == 'm');
    }

    private void endColour(int c) {
        if (c == 'm') {
            shown.append(colours ? held : "");
            coloured = colours;
            held.setLength(0);
        }
    }

    private void release() {
        String text = held.toString();
        held.setLength(0);
        if (text.equals("\r")) {
            show('\n');
        } else {
            text.codePoints().forEach(this::show);
        }
    }
}
