package dev.cohort.orchestrator.diag;

import java.util.Locale;

/** Makes foreign text safe to print: a terminal obeys control characters, and a file may hold any. */
public final class Visible {
    private Visible() {}

    /** Control characters, direction marks and lone surrogates are shown by their number; the rest stays. */
    public static String text(String foreign) {
        if (foreign.chars().allMatch(c -> c >= ' ' && c < 127)) {
            return foreign;
        }
        StringBuilder shown = new StringBuilder(foreign.length() + 16);
        foreign.codePoints().forEach(c -> append(shown, c));
        return shown.toString();
    }

    /** A line that a tool printed, in which tabs are no more than blanks. */
    public static String line(String printed) {
        return text(printed.replace("\t", "    "));
    }

    /** The same as {@link #text}, cut to a length that a message can bear. */
    public static String quote(String foreign, int most) {
        int end = foreign.offsetByCodePoints(0, Math.min(most, foreign.codePointCount(0, foreign.length())));
        return "`" + text(foreign.substring(0, end)) + (end < foreign.length() ? "…" : "") + "`";
    }

    public static String quote(String foreign) {
        return quote(foreign, 60);
    }

    /** Columns that a terminal gives to a code point. */
    static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    static void append(StringBuilder shown, int codePoint) {
        if (isHarmless(codePoint)) {
            shown.appendCodePoint(codePoint);
        } else {
            shown.append(String.format(Locale.ROOT, "\\u{%x}", codePoint));
        }
    }

    private static boolean isHarmless(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.UNASSIGNED;
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
