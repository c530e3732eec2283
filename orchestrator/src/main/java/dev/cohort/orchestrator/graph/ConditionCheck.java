package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.Condition;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import dev.cohort.orchestrator.spec.ValueRule;
import dev.cohort.orchestrator.spec.ValueType;
import java.util.List;
import java.util.Optional;

/** Holds a condition against what its expressions can be: a comparison that can't come true is a mistake. */
final class ConditionCheck {
    private final Resolver resolver;
    private final StepSpec step;
    private final Problems problems;

    ConditionCheck(Resolver resolver, StepSpec step, Problems problems) {
        this.resolver = resolver;
        this.step = step;
        this.problems = problems;
    }

    void check(Condition condition) {
        condition.tests().forEach(this::check);
    }

    private void check(Condition.Test test) {
        boolean known =
                test.references().filter(reference -> !isKnown(reference)).count() == 0;
        if (known && test.kind() == Condition.Test.Kind.TRUE) {
            checkFlag(test.subject());
        } else if (known && test.kind() == Condition.Test.Kind.IS) {
            checkComparison(test);
        }
    }

    private boolean isKnown(Reference reference) {
        return resolver.checkAll(
                new TemplateSpec(List.of(new TemplateSpec.Expression(reference)), reference.place()), Scope.WHEN, step);
    }

    private void checkFlag(Reference subject) {
        boolean flag = resolver.rule(subject)
                .filter(rule -> rule.type() == ValueType.BOOL)
                .isPresent();
        if (!flag) {
            problems.add(Problem.error(
                            subject.place(), subject.quoted() + " alone is no condition, as it is not of type `bool`")
                    .hint("compare it, as in `${{ " + subject.path() + " }} == word`, or ask `is not empty`"));
        }
    }

    private void checkComparison(Condition.Test test) {
        Optional<ValueRule> rule = resolver.rule(test.subject());
        if (test.references().anyMatch(resolver::namesFile)) {
            problems.add(Problem.error(test.subject().place(), "files can't be compared in a condition")
                    .hint("ask whether there is one: `is empty` or `is not empty`"));
        } else if (rule.isPresent()) {
            test.others().forEach(other -> {
                if (other instanceof Condition.Word word) {
                    checkWord(test.subject(), rule.get(), word);
                }
            });
        }
    }

    private void checkWord(Reference subject, ValueRule rule, Condition.Word word) {
        rule.fault(word.text())
                .ifPresent(fault -> problems.add(Problem.error(
                                word.place(),
                                subject.quoted() + " is never " + Visible.quote(word.text()) + ": it " + fault)
                        .hint(NearestName.of(word.text(), rule.choices())
                                .map(near -> "did you mean `" + near + "`?"))));
    }
}
