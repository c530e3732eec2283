package dev.cohort.orchestrator.spec;

import java.util.Arrays;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Finds where each character of a scalar's value stands in the file, by walking value and raw text side by side.
 *
 * <p>YAML folds lines, cuts indentation and resolves escapes, and its parsers keep only where a scalar starts and ends.
 */
final class ScalarOffsets {
    private final String raw;
    private final String value;
    private final int[] offsets;
    private int at;
    private int done;

    private ScalarOffsets(YamlText text) {
        this.raw = text.place().source().text();
        this.value = text.value();
        this.offsets = new int[value.length() + 1];
        this.at = text.place().start();
    }

    /** One offset for each char of the value, and one for its end. All point to the start where the walk lost its way. */
    static int[] of(YamlText text) {
        ScalarOffsets walk = new ScalarOffsets(text);
        boolean found = switch (text.style()) {
            case LITERAL, FOLDED -> walk.block(text.place().end());
            case SINGLE_QUOTED, DOUBLE_QUOTED -> walk.flow(text.place().end() - 1, text.style(), 1);
            default -> walk.flow(text.place().end(), text.style(), 0);
        };
        if (!found) {
            Arrays.fill(walk.offsets, text.place().start());
        }
        return walk.offsets;
    }

    private boolean flow(int end, ScalarStyle style, int opening) {
        at += opening;
        while (at < end && done < value.length()) {
            if (Character.isWhitespace(raw.charAt(at)) && foldsAt(end)) {
                fold(end);
            } else if (!oneOrEscaped(style)) {
                return false;
            }
        }
        return finish(end);
    }

    /** Whether the white space here holds a line break, so that YAML folds it. */
    private boolean foldsAt(int end) {
        for (int i = at; i < end && Character.isWhitespace(raw.charAt(i)); i++) {
            if (isBreak(raw.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private void fold(int end) {
        int start = at;
        while (at < end && Character.isWhitespace(raw.charAt(at))) {
            at++;
        }
        boolean newline = done < value.length() && value.charAt(done) == '\n';
        if (!newline) {
            take(start);
            return;
        }
        while (done < value.length() && value.charAt(done) == '\n') {
            take(start);
        }
    }

    private boolean oneOrEscaped(ScalarStyle style) {
        char c = raw.charAt(at);
        if (style == ScalarStyle.DOUBLE_QUOTED && c == '\\') {
            escape();
            return true;
        }
        if (c != value.charAt(done)) {
            return false;
        }
        take(at);
        at += style == ScalarStyle.SINGLE_QUOTED && c == '\'' ? 2 : 1;
        return true;
    }

    private void escape() {
        int start = at;
        char kind = at + 1 < raw.length() ? raw.charAt(at + 1) : ' ';
        if (isBreak(kind)) {
            at++;
            while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
                at++;
            }
            return;
        }
        at += switch (kind) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
        boolean pair = kind == 'U' && done < value.length() && Character.isHighSurrogate(value.charAt(done));
        take(start);
        if (pair) {
            take(start);
        }
    }

    private boolean block(int end) {
        while (at < end && !isBreak(raw.charAt(at))) {
            at++;
        }
        int indent = blockIndent(end);
        nextLine(end, indent);
        while (at < end && done < value.length()) {
            if (isBreak(raw.charAt(at))) {
                blockBreaks(end, indent);
            } else if (raw.charAt(at) == value.charAt(done)) {
                take(at++);
            } else {
                return false;
            }
        }
        return finish(end);
    }

    /** The raw indentation of the first line with content, less what of it belongs to the value. */
    private int blockIndent(int end) {
        int line = at;
        while (line < end) {
            int text = line;
            while (text < end && raw.charAt(text) == ' ') {
                text++;
            }
            if (text < end && !isBreak(raw.charAt(text))) {
                return text - line - leadingSpacesOfValue();
            }
            line = Math.min(end, text + 1);
        }
        return 0;
    }

    private int leadingSpacesOfValue() {
        int first = 0;
        while (first < value.length() && value.charAt(first) == '\n') {
            first++;
        }
        int text = first;
        while (text < value.length() && value.charAt(text) == ' ') {
            text++;
        }
        return text - first;
    }

    private void blockBreaks(int end, int indent) {
        int start = at;
        while (at < end && isBreak(raw.charAt(at))) {
            nextLine(end, indent);
        }
        if (value.charAt(done) == ' ') {
            take(start);
        }
        while (done < value.length() && value.charAt(done) == '\n') {
            take(start);
        }
    }

    /** Over one line break and the indentation after it. */
    private void nextLine(int end, int indent) {
        at += at + 1 < end && raw.charAt(at) == '\r' && raw.charAt(at + 1) == '\n' ? 2 : 1;
        for (int i = 0; i < indent && at < end && raw.charAt(at) == ' '; i++) {
            at++;
        }
    }

    private void take(int offset) {
        if (done < value.length()) {
            offsets[done++] = offset;
        }
    }

    private boolean finish(int end) {
        while (done < value.length() && Character.isWhitespace(value.charAt(done))) {
            take(end);
        }
        offsets[value.length()] = Math.min(at, end);
        return done == value.length();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }
}
