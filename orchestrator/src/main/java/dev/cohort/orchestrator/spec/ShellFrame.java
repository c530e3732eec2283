package dev.cohort.orchestrator.spec;

/** What bash is inside of while it reads a script. */
final class ShellFrame {
    /** The kinds of surroundings that read a value differently. */
    enum Kind {
        /** Commands and words. */
        WORDS,
        /** Between double quotes. */
        DOUBLE,
        /** Between single quotes, where nothing is expanded. */
        SINGLE,
        /** After {@code #}, up to the end of the line. */
        COMMENT,
        /** Between {@code (( } and {@code ))}, and wherever else bash reckons. */
        ARITHMETIC,
        /** Between <code>${</code> and <code>}</code>. */
        PARAMETER,
        /** A here-document whose delimiter is bare. */
        DOCUMENT,
        /** A here-document whose delimiter is quoted, where nothing is expanded. */
        RAW_DOCUMENT
    }

    final Kind kind;

    /** What ends it; empty for the script itself and for here-documents. */
    final String end;

    /** Inside double quotes or a here-document, however deep in parameters: a variable needs no quotes of its own. */
    final boolean quoted;

    /** The commands that it belongs to: its own, or those of the frame around it. */
    final ShellWords words;

    ShellFrame(Kind kind, String end, boolean quoted, ShellWords words) {
        this.kind = kind;
        this.end = end;
        this.quoted = quoted;
        this.words = words;
    }

    /** The script itself, and commands in parentheses or in a substitution. */
    static ShellFrame ofCommands(String end, ShellWords words) {
        return new ShellFrame(Kind.WORDS, end, false, words);
    }
}
