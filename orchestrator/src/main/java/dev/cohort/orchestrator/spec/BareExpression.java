package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Source;
import java.util.Optional;

/** Finds an expression that was left unquoted inside [ ] or { }, which YAML takes for a map of its own and then stumbles over. */
final class BareExpression {
    private static final int LONGEST = 200;

    private BareExpression() {}

    /** The one after which a parser stopped at this place: on its line or the one before. */
    static Optional<Place> before(Source source, Place stopped) {
        String text = source.text();
        int at = text.lastIndexOf("${{", Math.min(stopped.start() + 2, text.length()));
        if (at < 0 || stopped.line() - source.place(at, at).line() > 1 || isQuoted(text, at) || !isInFlow(text, at)) {
            return Optional.empty();
        }
        int close = text.indexOf("}}", at);
        return Optional.of(source.place(at, close < 0 || close > at + LONGEST ? at + 3 : close + 2));
    }

    private static boolean isQuoted(String text, int at) {
        String before = text.substring(text.lastIndexOf('\n', at) + 1, at);
        return before.chars().filter(c -> c == '"').count() % 2 == 1
                || before.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    private static boolean isInFlow(String text, int at) {
        int open = 0;
        for (int i = text.lastIndexOf("\n\n", at) + 1; i < at; i++) {
            char c = text.charAt(i);
            open += c == '[' || c == '{' ? 1 : 0;
            open -= c == ']' || c == '}' ? 1 : 0;
        }
        return open > 0;
    }
}
