package dev.cohort.orchestrator.spec;

/** The kinds of single values. */
enum ScalarKind {
    TEXT("a text"),
    TEMPLATE("a text"),
    WHOLE("a whole number"),
    NUMBER("a number"),
    FLAG("`true` or `false`"),
    DURATION("a duration such as `4h` or `1h30m`"),
    SIZE("a size such as `8 GiB`"),
    CHOICE("one of the known words");

    private final String words;

    ScalarKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
