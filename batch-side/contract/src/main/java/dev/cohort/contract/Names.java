package dev.cohort.contract;

import java.util.Locale;
import java.util.Optional;

/** What the rules for names share: ASCII letters and digits, and how a bad name is shown without harm. */
final class Names {
    private static final int SHOWN = 40;

    private Names() {}

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    static boolean isLetterOrDigit(char c) {
        return isLetter(c) || c >= '0' && c <= '9';
    }

    /** The first character that is no letter, no digit and none of {@code others}, as a person can read it. */
    static Optional<String> firstOther(String name, String others) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetterOrDigit(c) && others.indexOf(c) < 0) {
                return Optional.of(shown(name.codePointAt(i)));
            }
        }
        return Optional.empty();
    }

    /** The name between backquotes, shortened, and with nothing in it that could move a terminal's cursor. */
    static String quoted(String name) {
        StringBuilder safe = new StringBuilder("`");
        name.codePoints().limit(SHOWN).forEach(c -> safe.appendCodePoint(isVisible(c) ? c : '?'));
        return safe.append(name.length() > SHOWN ? "…`" : "`").toString();
    }

    private static String shown(int codePoint) {
        if (codePoint == ' ') {
            return "a space";
        }
        return isVisible(codePoint)
                ? "`" + Character.toString(codePoint) + "`"
                : String.format(Locale.ROOT, "U+%04X", codePoint);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
