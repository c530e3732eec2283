package dev.cohort.orchestrator.spec;

/** The kinds of single values. */
enum ScalarKind {
    /** For people; whatever stands in it stands for itself. */
    PROSE("a text"),
    /** Not empty, and no expressions. */
    TEXT("a text"),
    /** No expressions. */
    VALUE("a single value"),
    /** Expressions may stand in it. */
    TEMPLATE("a text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    FLAG("`true` or `false`"),
    DURATION("a duration such as `4h` or `1h30m`"),
    SIZE("a size such as `8 GiB`"),
    /** Of the samples: a number, or a part. */
    SHARE("a number of samples such as `20`, or a part of them such as `90%`"),
    CHOICE("one of the known words");

    private final String words;

    ScalarKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
