package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a condition such as {@code ${{ sample.kind }} == tumour and ${{ sample.bed }} is not empty}.
 *
 * <p>Expressions stay what they are everywhere, names without operators; the few words between them have a meaning only here.
 */
final class ConditionParser {
    private static final int LONGEST = 1_000;
    private static final Set<String> WORDS = Set.of("and", "or", "not", "in", "is", "empty");
    private static final String FORMS =
            "write `${{ sample.kind }} == tumour`, or with `!=`, `in [a, b]`, `not in [a, b]`, `is empty` or `is not empty`";

    private final YamlText text;
    private final Problems problems;
    private final List<ConditionToken> tokens;
    private int at;

    private ConditionParser(YamlText text, List<ConditionToken> tokens, Problems problems) {
        this.text = text;
        this.tokens = tokens;
        this.problems = problems;
    }

    /** Says where what was read stops to make sense. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Stop(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }

    /** Empty where it can't be read, which is told. */
    static Optional<Condition> parse(YamlText text, Problems problems) {
        if (text.value().length() > LONGEST) {
            problems.add(Problem.error(text.place(), "a condition has at most " + LONGEST + " characters"));
            return Optional.empty();
        }
        return ConditionToken.all(text, problems)
                .flatMap(tokens -> new ConditionParser(text, tokens, problems).condition());
    }

    private Optional<Condition> condition() {
        try {
            Condition condition = any();
            if (at < tokens.size()) {
                throw stop("nothing is expected here any more", "join two conditions by `and` or `or`");
            }
            return Optional.of(condition);
        } catch (Stop stop) {
            problems.add(stop.problem);
            return Optional.empty();
        }
    }

    private Condition any() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (takes("or")) {
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(one()));
        while (takes("and")) {
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition one() {
        if (takes("not")) {
            return new Condition.Not(one());
        }
        if (takes("(")) {
            Condition inside = any();
            expect(")");
            return inside;
        }
        return test();
    }

    private Condition test() {
        Reference subject = reference()
                .orElseThrow(() -> stop("an expression is expected here, such as `${{ sample.kind }}`", FORMS));
        if (takes("==")) {
            return is(subject, List.of(operand()));
        }
        if (takes("!=")) {
            return new Condition.Not(is(subject, List.of(operand())));
        }
        if (takes("in")) {
            return is(subject, list());
        }
        if (takes("not")) {
            expect("in");
            return new Condition.Not(is(subject, list()));
        }
        if (takes("is")) {
            boolean not = takes("not");
            expect("empty");
            Condition empty = new Condition.Test(subject, Condition.Test.Kind.EMPTY, List.of());
            return not ? new Condition.Not(empty) : empty;
        }
        return new Condition.Test(subject, Condition.Test.Kind.TRUE, List.of());
    }

    private static Condition is(Reference subject, List<Condition.Operand> others) {
        return new Condition.Test(subject, Condition.Test.Kind.IS, others);
    }

    private List<Condition.Operand> list() {
        expect("[");
        List<Condition.Operand> items = new ArrayList<>(List.of(operand()));
        while (takes(",")) {
            items.add(operand());
        }
        expect("]");
        return items;
    }

    private Condition.Operand operand() {
        Optional<Reference> reference = reference();
        if (reference.isPresent()) {
            return new Condition.Other(reference.get());
        }
        ConditionToken token = peek();
        if (token == null || !token.isWord() || (!token.quoted() && WORDS.contains(token.text()))) {
            throw stop("a word is expected here", "quote a text that is more than a plain word: `== 'not yet'`");
        }
        at++;
        return new Condition.Word(token.text(), token.place());
    }

    private Optional<Reference> reference() {
        ConditionToken token = peek();
        if (token == null || token.reference() == null) {
            return Optional.empty();
        }
        at++;
        return Optional.of(token.reference());
    }

    private boolean takes(String word) {
        ConditionToken token = peek();
        boolean there = token != null
                && !token.quoted()
                && token.reference() == null
                && token.text().equals(word);
        at += there ? 1 : 0;
        return there;
    }

    private void expect(String word) {
        if (!takes(word)) {
            throw stop("`" + word + "` is expected here", FORMS);
        }
    }

    private @Nullable ConditionToken peek() {
        return at < tokens.size() ? tokens.get(at) : null;
    }

    private Stop stop(String message, String hint) {
        ConditionToken token = peek();
        Place place = token == null ? text.place() : token.place();
        String said = token == null ? "the condition ends where more is needed" : message;
        return new Stop(Problem.error(place, said).hint(token == null ? Visible.text(hint) : hint));
    }
}
