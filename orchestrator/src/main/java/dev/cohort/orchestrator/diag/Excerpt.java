package dev.cohort.orchestrator.diag;

/** A source line made fit to print, and where below it the caret stands. */
record Excerpt(String line, int indent, int width) {

    /** Cuts a long line around the place, so that the caret is always in sight. */
    static Excerpt of(Place place, int mostColumns) {
        Source source = place.source();
        int lineStart = source.lineStart(place.start());
        int lineEnd = source.lineEnd(place.start());
        int start = wholeCharacter(source, Math.min(place.start(), lineEnd), lineStart);
        int end = wholeCharacter(source, Math.max(start, Math.min(place.end(), lineEnd)), start);
        int from = wholeCharacter(source, Math.max(lineStart, start - mostColumns / 2), lineStart);
        int to = wholeCharacter(source, Math.min(lineEnd, from + mostColumns), lineStart);
        end = Math.max(start, Math.min(end, to));

        Row before =
                new Row().add(from > lineStart ? "…" : "").add(source.text().substring(from, start));
        Row marked = new Row().add(source.text().substring(start, end));
        Row after = new Row().add(source.text().substring(end, to)).add(to < lineEnd ? "…" : "");
        String line = (before.text.toString() + marked.text + after.text).stripTrailing();
        return new Excerpt(line, before.width, Math.max(1, marked.width));
    }

    private static int wholeCharacter(Source source, int offset, int lineStart) {
        boolean inside = offset > lineStart
                && offset < source.text().length()
                && Character.isLowSurrogate(source.text().charAt(offset));
        return inside ? offset - 1 : offset;
    }

    /** Printable text that counts the columns it takes. */
    private static final class Row {
        private final StringBuilder text = new StringBuilder();
        private int width;

        Row add(String raw) {
            raw.codePoints().forEach(this::add);
            return this;
        }

        private void add(int codePoint) {
            int before = text.length();
            if (codePoint == '\t') {
                text.append(' ');
            } else {
                Visible.append(text, codePoint);
            }
            int shown = text.length() - before;
            width += shown > 2 ? shown : Visible.width(text.codePointAt(before));
        }
    }
}
