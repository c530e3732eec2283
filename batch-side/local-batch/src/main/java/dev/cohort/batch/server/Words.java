package dev.cohort.batch.server;

import java.util.ArrayList;
import java.util.List;

/** Cuts a command into words at blanks; quotes keep blanks, and a backslash keeps what follows. No shell is involved. */
final class Words {
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private char quote;

    private Words() {}

    static List<String> of(String command) {
        Words reading = new Words();
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean escapes = c == '\\' && reading.quote != '\'' && i + 1 < command.length();
            reading.add(escapes ? command.charAt(++i) : c, escapes);
        }
        if (reading.quote != 0) {
            throw new IllegalArgumentException("a quote is never closed in: " + command);
        }
        reading.end();
        return reading.words;
    }

    private void add(char c, boolean literally) {
        if (!literally && quote == 0 && Character.isWhitespace(c)) {
            end();
        } else if (!literally && (c == quote || quote == 0 && (c == '\'' || c == '"'))) {
            quote = quote == 0 ? c : 0;
            begun = true;
        } else {
            word.append(c);
            begun = true;
        }
    }

    private void end() {
        if (begun) {
            words.add(word.toString());
            word.setLength(0);
            begun = false;
        }
    }
}
