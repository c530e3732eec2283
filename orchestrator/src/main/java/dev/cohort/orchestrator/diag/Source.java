package dev.cohort.orchestrator.diag;

import java.util.Arrays;

/** A text with a name: what a place points into, and what a caret is drawn under. */
public final class Source {
    private final String name;
    private final String text;
    private final int firstLine;
    private final int[] lineStarts;

    /** Where each code point starts, or null while every code point is one char. */
    private final int[] codePointStarts;

    public Source(String name, String text) {
        this(name, text, 1);
    }

    private Source(String name, String text, int firstLine) {
        this.name = name;
        this.text = text;
        this.firstLine = firstLine;
        this.lineStarts = lineStarts(text);
        this.codePointStarts = hasSurrogates(text) ? codePointStarts(text) : new int[0];
    }

    /** A few lines of a text that is too large to be held, the first of them with this number. */
    public static Source excerpt(String name, String text, int firstLine) {
        return new Source(name, text, firstLine);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** A place from one char offset to another. */
    public Place place(int start, int end) {
        int from = Math.max(0, Math.min(start, text.length()));
        return new Place(this, from, Math.max(from, Math.min(end, text.length())));
    }

    /** The start of the text; for problems that concern all of it. */
    public Place top() {
        return place(0, 0);
    }

    /** Parsers that count code points are translated here, once. */
    public int charOffset(int codePointIndex) {
        if (codePointStarts.length == 0) {
            return codePointIndex;
        }
        return codePointStarts[Math.min(codePointIndex, codePointStarts.length - 1)];
    }

    int lineOf(int offset) {
        return rowOf(offset) + firstLine;
    }

    private int rowOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    int columnOf(int offset) {
        return text.codePointCount(lineStarts[rowOf(offset)], offset) + 1;
    }

    /** Where the line of an offset starts. */
    int lineStart(int offset) {
        return lineStarts[rowOf(offset)];
    }

    /** Where the line of an offset ends, before its line break. */
    int lineEnd(int offset) {
        int row = rowOf(offset);
        int end = row + 1 < lineStarts.length ? lineStarts[row + 1] : text.length();
        while (end > lineStarts[row] && isBreak(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean endsLine(String text, int i) {
        char c = text.charAt(i);
        boolean loneReturn = c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
        return c == '\n' || loneReturn;
    }

    private static boolean hasSurrogates(String text) {
        return text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    }

    private static int[] codePointStarts(String text) {
        int[] starts = new int[text.codePointCount(0, text.length()) + 1];
        int offset = 0;
        for (int i = 0; i < starts.length - 1; i++) {
            starts[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        starts[starts.length - 1] = text.length();
        return starts;
    }

    @Override
    public String toString() {
        return name;
    }
}
