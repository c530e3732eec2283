package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a param or a column takes, and checks that its own default is such a value. */
final class ValueSpecReader {
    private final Problems problems;

    ValueSpecReader(Problems problems) {
        this.problems = problems;
    }

    Optional<ParamSpec> param(YamlText name, Block block) {
        return rule("param", name, block)
                .map(rule -> new ParamSpec(
                        name.value(),
                        rule,
                        block.string("description").orElse(null),
                        fallback(name, block, rule, false),
                        false,
                        name.place()));
    }

    Optional<ColumnSpec> column(YamlText name, Block block) {
        if (name.value().equals("sample")) {
            problems.add(Problem.error(name.place(), "the column `sample` is always there and can't be declared")
                    .hint("remove it; `${{ sample }}` is the sample's name"));
            return Optional.empty();
        }
        return rule("column", name, block)
                .map(rule -> new ColumnSpec(
                        name.value(),
                        rule,
                        block.string("description").orElse(null),
                        fallback(name, block, rule, true),
                        name.place()));
    }

    private Optional<ValueRule> rule(String what, YamlText name, Block block) {
        ValueType type = ValueType.of(block.string("type").orElse("string"));
        List<YamlText> choices = block.texts("choices");
        boolean choice = type == ValueType.CHOICE;
        if (choice && choices.isEmpty()) {
            problems.add(Problem.error(
                            typePlace(block, name),
                            "the " + what + " `" + name.value() + "` is a choice without choices")
                    .hint("add `choices: [first, second]`"));
            return Optional.empty();
        }
        if (!choice && !choices.isEmpty()) {
            problems.add(Problem.error(
                            choices.get(0).place(),
                            "only a `choice` has choices, and `" + name.value() + "` is of type `" + type.word() + "`")
                    .hint("write `type: choice`"));
        }
        tellTwice(choices);
        return Optional.of(new ValueRule(
                        type,
                        choices.stream().map(YamlText::value).toList(),
                        bound(block, "min", type),
                        bound(block, "max", type)))
                .filter(rule -> ordered(block, rule));
    }

    private void tellTwice(List<YamlText> choices) {
        Map<String, YamlText> seen = new HashMap<>();
        for (YamlText choice : choices) {
            YamlText first = seen.putIfAbsent(choice.value(), choice);
            if (first != null) {
                problems.add(
                        Problem.error(choice.place(), "the choice " + Visible.quote(choice.value()) + " is given twice")
                                .note("it was first given here", first.place()));
            }
        }
    }

    private @Nullable BigDecimal bound(Block block, String key, ValueType type) {
        Optional<YamlText> text = block.text(key);
        boolean number = type == ValueType.INT || type == ValueType.FLOAT;
        if (text.isPresent() && !number) {
            problems.add(Problem.error(
                    text.get().place(),
                    "only numbers have a `" + key + "`, and this is of type `" + type.word() + "`"));
            return null;
        }
        return text.map(YamlText::value).map(BigDecimal::new).orElse(null);
    }

    private boolean ordered(Block block, ValueRule rule) {
        if (rule.min() == null || rule.max() == null || rule.min().compareTo(rule.max()) <= 0) {
            return true;
        }
        problems.add(Problem.error(
                block.text("min").orElseThrow().place(), "`min` is greater than `max`, so no number will do"));
        return false;
    }

    private @Nullable TemplateSpec fallback(YamlText name, Block block, ValueRule rule, boolean mayBeEmpty) {
        Optional<YamlText> text = block.text("default");
        if (text.isEmpty()) {
            return null;
        }
        TemplateSpec template = TemplateParser.parse(text.get(), problems);
        template.constant()
                .filter(constant -> !(mayBeEmpty && rule.isFile() && constant.isEmpty()))
                .flatMap(rule::fault)
                .ifPresent(fault ->
                        problems.add(Problem.error(text.get().place(), "the default of `" + name.value() + "` " + fault)
                                .hint(rule.hint(text.get().value()))));
        return template;
    }

    private static Place typePlace(Block block, YamlText name) {
        return block.text("type").map(YamlText::place).orElse(name.place());
    }
}
