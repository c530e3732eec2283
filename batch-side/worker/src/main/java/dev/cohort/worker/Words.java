package dev.cohort.worker;

/** How names and amounts that come from outside are shown in messages. */
final class Words {
    private static final int SHOWN = 120;

    private Words() {}

    /** Between backquotes, short, and with nothing in it that could move a terminal's cursor. */
    static String quoted(String name) {
        String cut = name.length() > SHOWN ? name.substring(0, SHOWN) + "…" : name;
        return "`" + harmless(cut) + "`";
    }

    static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(isHarmless(c) ? c : '?'));
        return safe.toString();
    }

    private static boolean isHarmless(int c) {
        return c == '\t'
                || !Character.isISOControl(c)
                        && switch (Character.getType(c)) {
                            case Character.FORMAT,
                                    Character.SURROGATE,
                                    Character.LINE_SEPARATOR,
                                    Character.PARAGRAPH_SEPARATOR -> false;
                            default -> true;
                        };
    }

    static String mib(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
