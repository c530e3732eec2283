package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The smallest piece of a condition: an expression, a word, or a sign.
 *
 * @param quoted whether a word stood in quotes, and so is never one of the language
 */
record ConditionToken(String text, boolean quoted, @Nullable Reference reference, Place place) {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<expression>\\$\\{\\{.*?\\}\\})"
            + "|(?<sign>==|!=|[()\\[\\],])"
            + "|'(?<single>[^']*)'|\"(?<double>[^\"]*)\""
            + "|(?<word>[\\p{L}\\p{N}_.+/:@%-]+)"
            + ")");

    private static final String EXPRESSION = "${{";

    boolean isWord() {
        return reference == null && (quoted || !text.matches("==|!=|[()\\[\\],]"));
    }

    /** Empty where some of it is none, which is told. */
    static Optional<List<ConditionToken>> all(YamlText text, Problems problems) {
        Problems ofExpressions = new Problems();
        TemplateSpec template = TemplateParser.parse(text, ofExpressions);
        ofExpressions
                .inOrder()
                .forEach(
                        problem -> problems.add(
                                problem.hint(
                                        "in a condition, signs and words stand outside of the braces: `${{ sample.kind }} == tumour`")));
        Iterator<Reference> references = template.references().iterator();
        List<ConditionToken> tokens = new ArrayList<>();
        int[] offsets = ScalarOffsets.of(text);
        String value = text.value().stripTrailing();
        Matcher matcher = TOKEN.matcher(value);
        int at = 0;
        while (at < value.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                problems.add(strange(text, offsets, value, at));
                return Optional.empty();
            }
            if (matcher.group("expression") != null && !references.hasNext()) {
                return Optional.empty();
            }
            ConditionToken token = token(text, offsets, matcher, references);
            if (token.quoted() && token.text().contains(EXPRESSION)) {
                problems.add(
                        Problem.error(token.place(), "in quotes `" + EXPRESSION + "` is a mere text, and no expression")
                                .hint("take the quotes away: what an expression stands for is one word as it is"));
                return Optional.empty();
            }
            tokens.add(token);
            at = matcher.end();
        }
        return Optional.of(tokens);
    }

    private static Problem strange(YamlText text, int[] offsets, String value, int from) {
        int at = from;
        while (Character.isWhitespace(value.charAt(at))) {
            at++;
        }
        String c = new String(Character.toChars(value.codePointAt(at)));
        return Problem.error(
                        text.part(offsets, at, at + c.length()), Visible.quote(c) + " has no meaning in a condition")
                .hint(
                        c.equals("=")
                                ? "did you mean `==`?"
                                : c.equals("&") || c.equals("|") || c.equals("!")
                                        ? "conditions are made with `==`, `!=`, `in`, `is empty`, `and`, `or` and `not`"
                                        : "quote a text that is more than a plain word: `== 'not yet'`");
    }

    private static ConditionToken token(YamlText text, int[] offsets, Matcher matcher, Iterator<Reference> references) {
        if (matcher.group("expression") != null) {
            Reference reference = references.next();
            return new ConditionToken(reference.path(), false, reference, reference.place());
        }
        for (String quotes : List.of("single", "double")) {
            if (matcher.group(quotes) != null) {
                return new ConditionToken(
                        matcher.group(quotes),
                        true,
                        null,
                        text.part(offsets, matcher.start(quotes) - 1, matcher.end(quotes) + 1));
            }
        }
        String kind = matcher.group("sign") == null ? "word" : "sign";
        return new ConditionToken(
                matcher.group(kind), false, null, text.part(offsets, matcher.start(kind), matcher.end(kind)));
    }
}
