package dev.cohort.orchestrator.spec;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of single values, and how those of one form are written. */
enum ScalarKind {
    /** For people; whatever stands in it stands for itself. */
    PROSE("a text"),
    /** Not empty, and no expressions. */
    TEXT("a text", "(?![\\s\\S]*\\$\\{\\{)[\\s\\S]*\\S[\\s\\S]*"),
    /** No expressions. */
    VALUE("a single value", "(?![\\s\\S]*\\$\\{\\{)[\\s\\S]*"),
    /** Expressions may stand in it. */
    TEMPLATE("a text"),
    WHOLE("a whole number", "-?\\d{1,18}"),
    NUMBER("a number", "-?(\\d{1,18}(\\.\\d{0,9})?|\\.\\d{1,9})"),
    FLAG("`true` or `false`", "true|false"),
    DURATION("a duration such as `4h` or `1h30m`", Quantity.DURATION_FORM),
    SIZE("a size such as `8 GiB`", Quantity.SIZE_FORM),
    /** Of the samples: a number, or a part. */
    SHARE("a number of samples such as `20`, or a part of them such as `90%`", ScalarCheck.SHARE_FORM),
    CHOICE("one of the known words");

    private final String words;
    private final @Nullable String pattern;

    ScalarKind(String words) {
        this(words, null);
    }

    ScalarKind(String words, @Nullable String pattern) {
        this.words = words;
        this.pattern = pattern;
    }

    String words() {
        return words;
    }

    /** For the whole of the value; only what all dialects of regular expressions read alike. */
    Optional<String> pattern() {
        return Optional.ofNullable(pattern);
    }

    boolean fits(String value) {
        return pattern == null || value.matches(pattern);
    }
}
