package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in a user's words what a YAML parser stumbled over. */
final class YamlFaults {
    static final String QUOTE_IT = "write \"${{ … }}\": inside [ ] and { } YAML takes bare braces for its own";

    private final Source source;

    /** What the parser did not like. */
    private final String said;

    /** What it was in the middle of. */
    private final String during;

    /** Where it stopped. */
    private final Place place;

    /** Where that which it was in the middle of began. */
    private final Place began;

    private YamlFaults(Source source, MarkedYAMLException fault) {
        this.source = source;
        this.said = text(fault.getProblem());
        this.during = text(fault.getContext());
        this.place = at(source, fault.getProblemMark());
        this.began = fault.getContextMark() == null ? place : at(source, fault.getContextMark());
    }

    /** Not every fault says where it is; then it is somewhere after what was read last. */
    static Problem explain(Source source, YAMLException fault, Place last) {
        if (fault instanceof ReaderException) {
            return unprintable(source, (ReaderException) fault);
        }
        if (fault instanceof MarkedYAMLException) {
            return new YamlFaults(source, (MarkedYAMLException) fault).problem();
        }
        return Problem.error(last, "from about here on this can't be read as YAML")
                .hint("check the indentation, the quotes and the brackets");
    }

    private static Problem unprintable(Source source, ReaderException fault) {
        int at = source.charOffset(fault.getPosition());
        return Problem.error(
                        source.place(at, at + 1),
                        String.format(Locale.ROOT, "the character U+%04X may not stand in YAML", fault.getCodePoint()))
                .hint("remove it, or write it as an escape in a double-quoted text");
    }

    private static String text(@Nullable String words) {
        return words == null ? "" : words.lines().findFirst().orElse("");
    }

    private static Place at(Source source, @Nullable Mark mark) {
        if (mark == null) {
            return source.top();
        }
        int at = source.charOffset(mark.getIndex());
        return source.place(at, at + 1);
    }

    private Problem problem() {
        return BareExpression.before(source, place)
                .map(bare -> Problem.error(bare, "an expression inside [ ] or { } must be quoted")
                        .hint(QUOTE_IT))
                .orElseGet(this::known);
    }

    private Problem known() {
        if (said.contains("'\\t") || said.contains("\\t(TAB)")) {
            return Problem.error(place, "a tab indents this line, and YAML allows only spaces there")
                    .hint("replace each tab by two spaces");
        }
        if (during.contains("quoted scalar")) {
            return quoted();
        }
        if (said.contains("',' or '")) {
            return flow();
        }
        if (said.contains("mapping values are not allowed")) {
            return new StrayColon(source, place).problem();
        }
        if (said.contains("could not find expected ':'")) {
            return Problem.error(line(began), "this line is neither `key: value` nor part of the text above it")
                    .hint("check its indentation, and that a key ends in `: `");
        }
        return said.contains("<block end>") ? block() : token();
    }

    private Problem quoted() {
        if (said.contains("escape") || said.contains("hexadecimal")) {
            return Problem.error(
                            source.place(place.start() - 1, place.end()),
                            "a double-quoted text has no escape "
                                    + Visible.quote(source.place(place.start() - 1, place.end())
                                            .text()))
                    .hint("double the backslash, or use single quotes, in which it has no meaning");
        }
        return Problem.error(began, "this quote is never closed").hint("close it, or quote the text in the other way");
    }

    /** A comma or a bracket is missing: on the same line most likely the comma, further down the bracket. */
    private Problem flow() {
        String open = began.text();
        boolean map = open.equals("{");
        if (began.line() == place.line()) {
            return Problem.error(place, "a comma or the closing `" + (map ? "}" : "]") + "` is missing before this")
                    .hint(
                            map
                                    ? "part the entries by commas, as in { a: 1, b: 2 }"
                                    : "part the items by commas, as in [a, b]; quote an item that is more than a word");
        }
        return Problem.error(began, "this `" + open + "` is never closed")
                .note("at the latest it should be closed before this", lineBefore(place))
                .hint("close it with `" + (map ? "}" : "]") + "`, or look for a missing comma");
    }

    private Problem block() {
        if (said.contains("<scalar>")) {
            return afterQuote();
        }
        boolean item = during.contains("collection") != said.contains("sequence");
        if (during.contains("collection") && item) {
            return Problem.error(place, "this line is neither an item of the list above nor out of it")
                    .hint("start it with `- `, or indent it as the key of the list");
        }
        return Problem.error(place, "the indentation of this line fits none of the lines above it")
                .hint("lines that belong together start in the same column");
    }

    /** The quote that closed just before: where it opened lines above, that is where it was forgotten. */
    private Problem afterQuote() {
        String text = source.text();
        int close = place.start() - 1;
        while (close > 0 && Character.isWhitespace(text.charAt(close))) {
            close--;
        }
        Place open = source.place(text.lastIndexOf(text.charAt(close), close - 1), 0);
        if ("'\"".indexOf(text.charAt(close)) >= 0
                && open.line() < source.place(close, close).line()) {
            return Problem.error(source.place(open.start(), open.start() + 1), "this quote is not closed on its line")
                    .note("it ends here, and text follows", source.place(close, close + 1))
                    .hint("close it where the text ends");
        }
        return Problem.error(place, "here text stands after a closing quote")
                .hint("quote all of it: in \"…\" write \\\" for a quote, in '…' double it; or start the block with |");
    }

    private Problem token() {
        String start = place.text().equals("`") ? "a backquote" : Visible.quote(place.text());
        if (said.contains("cannot start any token")) {
            return Problem.error(place, "a text can't start with " + start + " unless it is quoted")
                    .hint("write it in double quotes");
        }
        if (during.contains("anchor") || during.contains("alias")) {
            return Problem.error(
                            began, "a text can't start with " + Visible.quote(began.text()) + " unless it is quoted")
                    .hint("write it in double quotes: `&` and `*` are YAML's marks for anchors and aliases");
        }
        if (said.contains("expected the node content") || said.contains("expected block end")) {
            return Problem.error(place, start + " has nothing to close or to part here")
                    .hint("remove it, or quote the text that it belongs to");
        }
        if (during.contains("block scalar")) {
            return Problem.error(place, "after `|` or `>` the line must end").hint("start the text on the next line");
        }
        if (during.contains("directive") || said.contains("incompatible YAML document")) {
            return Problem.error(place, "a line that starts with % speaks to YAML, and can't be followed")
                    .hint("remove the line");
        }
        return rare();
    }

    private Problem rare() {
        if (said.contains("<document start>")) {
            return Problem.error(place, "this line belongs to nothing: the document has ended above it")
                    .hint("check its indentation: all keys of a file start in its first column");
        }
        if (during.contains("tag") || said.contains("tag")) {
            return Problem.error(place, "YAML tags are not allowed")
                    .hint("quote the value if it is a text that starts with `!`");
        }
        if (said.contains("mapping keys are not allowed")) {
            return Problem.error(place, "a key can't start here").hint("quote a text that starts with `?`");
        }
        if (said.contains("sequence entries are not allowed")) {
            return Problem.error(place, "a list can't start here")
                    .hint("start it on a line of its own, or write [a, b]");
        }
        return Problem.error(place, "this is not YAML: " + Visible.text(said.isEmpty() ? "it can't be read" : said))
                .hint("check the indentation, the quotes and the brackets here and on the line above");
    }

    private Place line(Place within) {
        int start = within.start();
        int end = source.text().indexOf('\n', start);
        return source.place(start, end < 0 ? source.text().length() : end);
    }

    private Place lineBefore(Place after) {
        int end = Math.min(after.start(), source.text().length());
        while (end > 0 && Character.isWhitespace(source.text().charAt(end - 1))) {
            end--;
        }
        boolean same = source.place(end, end).line() == after.line();
        return same ? after : source.place(end, end);
    }
}
