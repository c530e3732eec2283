package dev.cohort.orchestrator.spec;

import java.util.Locale;

/** What a param or a cell of the sample sheet holds. */
public enum ValueType {
    STRING("a text"),
    INT("a whole number"),
    FLOAT("a number"),
    BOOL("`true` or `false`"),
    CHOICE("one of its choices"),
    FILE("a path or an `s3://` URL"),
    FILES("paths or `s3://` URLs, parted by `;`");

    private final String words;

    ValueType(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** As written in a pipeline. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ValueType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
