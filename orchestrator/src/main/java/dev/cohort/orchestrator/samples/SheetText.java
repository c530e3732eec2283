package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Source;
import org.jspecify.annotations.Nullable;

/** Lines of the sheet as they stand there, which problems can point into; a source is made only when one does. */
final class SheetText {
    private final String sheet;
    private final int line;
    private final String raw;
    private @Nullable Source source;

    SheetText(String sheet, int line, String raw) {
        this.sheet = sheet;
        this.line = line;
        this.raw = raw;
    }

    /** Of the first character, from 1. */
    int line() {
        return line;
    }

    String raw() {
        return raw;
    }

    Place place(int start, int end) {
        if (source == null) {
            source = Source.excerpt(sheet, raw, line);
        }
        return source.place(start, end);
    }

    /** All of its first line, without the line break and the white space around it. */
    Place firstLine() {
        String first = raw.lines().findFirst().orElse("");
        int start = first.length() - first.stripLeading().length();
        return place(start, start + first.strip().length());
    }
}
