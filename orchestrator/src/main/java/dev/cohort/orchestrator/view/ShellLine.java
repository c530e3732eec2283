package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words as bash would have to be told them: each means itself, whatever stands in it, and none plays with a terminal. */
final class ShellLine {
    private ShellLine() {}

    /** One word: bare where nothing in it means anything to bash, else in quotes. */
    static String quote(String word) {
        if (word.matches("[A-Za-z0-9_@%+:,./-]+|--?[A-Za-z0-9_@%+=:,./-]+")) {
            return word;
        }
        return isPlain(word) ? "'" + word.replace("'", "'\\''") + "'" : escaped(word);
    }

    static String words(List<String> words) {
        return words.stream().map(ShellLine::quote).collect(Collectors.joining(" "));
    }

    /** {@code env NAME=value PROGRAM ARGUMENT…}; a line to be pasted. */
    static String line(Map<String, String> environment, List<String> argv) {
        String variables = environment.entrySet().stream()
                .map(variable -> quote(variable.getKey() + "=" + variable.getValue()) + " ")
                .collect(Collectors.joining());
        return (variables.isEmpty() ? "" : "env " + variables) + words(argv);
    }

    /** Line ends and tabs may stand between quotes, so that a script is read as it was written. */
    private static boolean isPlain(String word) {
        String line = word.replace('\n', ' ').replace('\t', ' ');
        return Visible.text(line).equals(line);
    }

    /** Byte by byte where it must be, as bash takes {@code \\u} by the locale. */
    private static String escaped(String word) {
        StringBuilder text = new StringBuilder("$'");
        word.codePoints().forEach(c -> append(text, Character.toString(c)));
        return text.append('\'').toString();
    }

    private static void append(StringBuilder text, String c) {
        if (c.equals("'") || c.equals("\\")) {
            text.append('\\').append(c);
        } else if (isPlain(c)) {
            text.append(c);
        } else {
            for (byte each : c.getBytes(StandardCharsets.UTF_8)) {
                text.append(String.format(Locale.ROOT, "\\x%02x", each & 0xff));
            }
        }
    }
}
