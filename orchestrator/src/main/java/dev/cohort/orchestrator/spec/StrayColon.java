package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A colon where YAML can't take one: most often the fault lies with the line above, whose text goes on in this line. */
final class StrayColon {
    private static final Pattern KEY = Pattern.compile("[ -]*[A-Za-z0-9_.-]{1,100}");

    private static final Pattern GLUED = Pattern.compile("[ -]*[A-Za-z0-9_.-]{1,100}(:)\\S.*");

    private final Source source;
    private final Place colon;
    private final String text;
    private final int lineStart;

    StrayColon(Source source, Place colon) {
        this.source = source;
        this.colon = colon;
        this.text = source.text();
        this.lineStart = text.lastIndexOf('\n', colon.start() - 1) + 1;
    }

    Problem problem() {
        if (!KEY.matcher(text.substring(lineStart, colon.start())).matches()) {
            return Problem.error(colon, "a text with a colon and a space in it must be quoted")
                    .hint("write the whole text in quotes, or the script as a block that starts with |");
        }
        int end = lineStart;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = text.lastIndexOf('\n', end - 1) + 1;
        return above(start, text.substring(start, end));
    }

    private int firstOf(int start) {
        int first = start;
        while (first < text.length() && text.charAt(first) == ' ') {
            first++;
        }
        return first;
    }

    private Problem above(int start, String line) {
        Matcher glued = GLUED.matcher(line);
        if (glued.matches()) {
            return Problem.error(
                            source.place(start + glued.start(1), start + glued.end(1)),
                            "a space is missing after this colon")
                    .hint("a key ends in a colon and a space");
        }
        Matcher bare = KEY.matcher(line);
        if (bare.matches()) {
            return Problem.error(source.place(firstOf(start), start + line.length()), "this key has no colon")
                    .hint("a key ends in a colon");
        }
        return Problem.error(
                        source.place(firstOf(lineStart), colon.start()),
                        "this line is indented too deep: the line above has a value already")
                .hint("keys of one map start in the same column");
    }
}
