package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a text with {@code ${{ … }}} in it; {@code $${{} stands for a literal {@code ${{}. */
final class TemplateParser {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final int NONE = -1;

    private final YamlText source;
    private final String text;
    private final Problems problems;
    private final List<TemplateSpec.Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    /** Where the next {@code }}} stands, from the last place that asked. */
    private int close = 0;

    /** Found when the first place is asked for. */
    private int[] offsets = new int[0];

    private TemplateParser(YamlText source, Problems problems) {
        this.source = source;
        this.text = source.value();
        this.problems = problems;
    }

    /** What could be read; an expression that could not is told, and left out. */
    static TemplateSpec parse(YamlText text, Problems problems) {
        return new TemplateParser(text, problems).template();
    }

    private TemplateSpec template() {
        int at = 0;
        while (at < text.length()) {
            at = text.startsWith("$" + OPEN, at) ? escaped(at) : text.startsWith(OPEN, at) ? expression(at) : plain(at);
        }
        endLiteral();
        if (parts.isEmpty()) {
            parts.add(new TemplateSpec.Literal(""));
        }
        return new TemplateSpec(parts, source.place());
    }

    private int escaped(int at) {
        literal.append(OPEN);
        return at + 1 + OPEN.length();
    }

    private int plain(int at) {
        literal.append(text.charAt(at));
        return at + 1;
    }

    private int expression(int at) {
        int inside = at + OPEN.length();
        int close = nextClose(inside);
        int next = text.indexOf(OPEN, inside);
        boolean nested = next != NONE && next < close;
        if (close == NONE || nested) {
            problems.add(Problem.error(part(at, inside), "this `${{` is never closed")
                    .hint("close it with `}}`, or write `$${{` where the text itself is meant"));
            return nested ? next : text.length();
        }
        reference(inside, close).ifPresent(this::add);
        return close + CLOSE.length();
    }

    /** Looked for once and remembered: a text of nothing but openings would otherwise be searched again for each. */
    private int nextClose(int from) {
        if (close != NONE && close < from) {
            close = text.indexOf(CLOSE, from);
        }
        return close;
    }

    private Place part(int start, int end) {
        if (offsets.length == 0) {
            offsets = ScalarOffsets.of(source);
        }
        return source.part(offsets, start, end);
    }

    private void add(Reference reference) {
        endLiteral();
        parts.add(new TemplateSpec.Expression(reference));
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(new TemplateSpec.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private Optional<Reference> reference(int from, int to) {
        int start = skipSpace(from, to);
        int end = trimSpace(start, to);
        Place place = part(start == end ? from - OPEN.length() : start, start == end ? to + CLOSE.length() : end);
        if (start == end) {
            return told(Problem.error(place, "there is nothing between `${{` and `}}`"));
        }
        List<String> names = new ArrayList<>(List.of(text.substring(start, end).split("\\.", -1)));
        boolean splice = names.size() > 1 && names.get(names.size() - 1).equals("*");
        if (splice) {
            names.remove(names.size() - 1);
        }
        return shaped(names, start, end) ? rooted(names, splice, place) : Optional.empty();
    }

    /** Every name must be a name; points at the first character that is not part of one. */
    private boolean shaped(List<String> names, int start, int end) {
        int at = start;
        for (String name : names) {
            int good = nameLength(name);
            if (name.isEmpty() || good < name.length()) {
                int bad = skipSpace(Math.min(at + good, end - 1), end - 1);
                told(strange(name, bad));
                return false;
            }
            at += name.length() + 1;
        }
        return true;
    }

    private Problem strange(String name, int bad) {
        char c = text.charAt(bad);
        Place place = part(bad, bad + 1);
        Problem problem = name.isEmpty()
                ? Problem.error(place, "a name is missing here")
                : Problem.error(place, Visible.quote(String.valueOf(c)) + " has no meaning in an expression");
        return problem.hint(
                "an expression is only a path, such as `${{ params.kmer }}`; there are no operators and no functions");
    }

    private Optional<Reference> rooted(List<String> names, boolean splice, Place place) {
        Optional<Root> root = Root.of(names.get(0));
        if (root.isEmpty()) {
            return told(Problem.error(place, "an expression can't start with `" + names.get(0) + "`")
                    .hint(rootHint(names.get(0))));
        }
        List<String> below = names.subList(1, names.size());
        if (!root.get().takes(below.size())) {
            return told(Problem.error(
                    place,
                    "`" + String.join(".", names) + "` must be of the form `"
                            + root.get().form() + "`"));
        }
        return Optional.of(
                new Reference(root.get(), root.get() == Root.STEPS ? stepAndOutput(below) : below, splice, place));
    }

    /** The step of a used pipeline has a name with dots in it: the last part is the output. */
    private static List<String> stepAndOutput(List<String> names) {
        int last = names.size() - 1;
        return List.of(String.join(".", names.subList(0, last)), names.get(last));
    }

    private static String rootHint(String written) {
        return NearestName.of(written, Root.words())
                .map(near -> "did you mean `" + near + "`?")
                .orElse("it starts with one of `" + String.join("`, `", Root.words()) + "`");
    }

    private Optional<Reference> told(Problem problem) {
        problems.add(problem);
        return Optional.empty();
    }

    private static int nameLength(String name) {
        int i = 0;
        while (i < name.length() && isNameCharacter(name.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private int skipSpace(int from, int to) {
        int i = from;
        while (i < to && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int trimSpace(int from, int to) {
        int i = to;
        while (i > from && Character.isWhitespace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }
}
