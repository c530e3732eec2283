package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in a user's words what a YAML parser stumbled over. */
final class YamlFaults {
    static final String QUOTE_IT =
            "quote it: inside [ ] and { } YAML takes the braces of ${{ … }} for its own, so write \"${{ … }}\"";

    private YamlFaults() {}

    static Problem explain(Source source, YAMLException fault) {
        if (fault instanceof ReaderException) {
            return unprintable(source, (ReaderException) fault);
        }
        if (fault instanceof MarkedYAMLException) {
            return marked(source, (MarkedYAMLException) fault);
        }
        return Problem.error(source.top(), "this is not YAML: " + Visible.text(firstLine(fault.getMessage())));
    }

    private static Problem unprintable(Source source, ReaderException fault) {
        int at = source.charOffset(fault.getPosition());
        return Problem.error(
                        source.place(at, at + 1),
                        String.format("the character U+%04X may not stand in YAML", fault.getCodePoint()))
                .hint("remove it, or write it as an escape in a double-quoted text");
    }

    private static Problem marked(Source source, MarkedYAMLException fault) {
        Place place = placeOf(source, fault.getProblemMark());
        String problem = fault.getProblem() == null ? "" : fault.getProblem();
        Optional<Place> expression = unquotedExpression(source, place);
        if (expression.isPresent()) {
            return Problem.error(expression.get(), "an expression inside [ ] or { } must be quoted")
                    .hint(QUOTE_IT);
        }
        if (problem.contains("'\\t") || problem.contains("\\t(TAB)")) {
            return Problem.error(place, "a tab indents this line, and YAML allows only spaces there")
                    .hint("replace each tab by two spaces");
        }
        return Problem.error(place, "this is not YAML: " + Visible.text(plainWords(problem)))
                .hint(hintFor(problem));
    }

    private static Place placeOf(Source source, Mark mark) {
        if (mark == null) {
            return source.top();
        }
        int at = source.charOffset(mark.getIndex());
        return source.place(at, at + 1);
    }

    /** An unquoted expression ends the flow collection around it early; the parser then stumbles on the same line or soon after. */
    private static Optional<Place> unquotedExpression(Source source, Place place) {
        String text = source.text();
        int at = text.lastIndexOf("${{", Math.min(place.start() + 2, text.length()));
        if (at < 0 || place.line() - source.place(at, at).line() > 1 || isQuoted(text, at) || !insideFlow(text, at)) {
            return Optional.empty();
        }
        int close = text.indexOf("}}", at);
        int end = close < 0 || close > at + 200 ? at + 3 : close + 2;
        return Optional.of(source.place(at, end));
    }

    private static boolean isQuoted(String text, int at) {
        int lineStart = text.lastIndexOf('\n', at) + 1;
        String before = text.substring(lineStart, at);
        return before.chars().filter(c -> c == '"').count() % 2 == 1
                || before.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    private static boolean insideFlow(String text, int at) {
        int open = 0;
        for (int i = text.lastIndexOf("\n\n", at) + 1; i < at; i++) {
            char c = text.charAt(i);
            open += c == '[' || c == '{' ? 1 : 0;
            open -= c == ']' || c == '}' ? 1 : 0;
        }
        return open > 0;
    }

    private static String plainWords(String problem) {
        String said = firstLine(problem)
                .replace("<block end>", "the end of the block")
                .replace("<block mapping start>", "a map");
        return said.isEmpty() ? "it cannot be read here" : said;
    }

    private static Optional<String> hintFor(String problem) {
        String said = problem.toLowerCase(Locale.ROOT);
        if (said.contains("mapping values are not allowed")) {
            return Optional.of("check the indentation, and quote a text that holds `: `");
        }
        if (said.contains("block end") || said.contains("could not find expected ':'")) {
            return Optional.of("check the indentation of this line and the ones above, and that each key ends in `: `");
        }
        if (said.contains("cannot start any token")) {
            return Optional.of("quote the text: it starts with a character that YAML keeps for itself");
        }
        if (said.contains("while scanning a quoted scalar") || said.contains("unexpected end of stream")) {
            return Optional.of("a quote, a bracket or a brace is opened and never closed");
        }
        return Optional.empty();
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }
}
