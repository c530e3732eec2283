package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a step that has a {@code use} where others have a body. */
final class UseReader {
    /** What says where the steps come from and what they are given; all else is how they run, which only one step can be told. */
    private static final Set<String> OF_ALL = Set.of("use", "description", "params", "columns", "needs", "when");

    /** What the used step says itself. */
    private static final List<String> SAID_THERE =
            List.of("each", "outputs", "command", "run", "java", "script", "secrets", "mounts", "min-success");

    private final StepReader steps;
    private final Problems problems;

    UseReader(StepReader steps, Problems problems) {
        this.steps = steps;
        this.problems = problems;
    }

    /** Empty where it can't be told which file is meant, which is told. */
    Optional<UseSpec> use(YamlText name, Block block, YamlMap written) {
        YamlText target = block.text("use").orElseThrow();
        int hash = target.value().lastIndexOf('#');
        String location = hash < 0 ? target.value() : target.value().substring(0, hash);
        String step = hash < 0 ? null : target.value().substring(hash + 1);
        block.map().entries().forEach(entry -> tellMisplaced(name, entry, step != null));
        Optional<Problem> fault = fault(target.place(), location, step == null ? "step" : step);
        fault.ifPresent(problems::add);
        return fault.isPresent()
                ? Optional.empty()
                : Optional.of(new UseSpec(
                        name,
                        location,
                        step,
                        templates(block, "params"),
                        templates(block, "columns"),
                        steps.inputs(block, Block.of(written).block("inputs")),
                        steps.needs(block),
                        steps.condition(block).orElse(null),
                        block,
                        target.place()));
    }

    private void tellMisplaced(YamlText name, YamlMap.Entry entry, boolean oneStep) {
        if (SAID_THERE.contains(entry.name())) {
            problems.add(Problem.error(
                            entry.key().place(),
                            "the step `" + name.value() + "` uses another, so it has no `" + entry.name()
                                    + "` of its own")
                    .hint("take it away; what is used says it"));
        } else if (!oneStep && !OF_ALL.contains(entry.name())) {
            problems.add(Problem.error(
                            entry.key().place(),
                            "`" + entry.name() + "` can be said of one step, and `" + name.value()
                                    + "` stands for all steps of a file")
                    .hint(
                            entry.name().equals("inputs")
                                    ? "give the file what it reads by `params:` and `columns:`"
                                    : "say it in that file, or in a profile of one of them: `" + name.value()
                                            + ".STEP: …`"));
        }
    }

    private static Optional<Problem> fault(Place target, String location, String step) {
        if (location.isEmpty()) {
            return Optional.of(
                    Problem.error(target, "`use` names no file")
                            .hint(
                                    "write the path of a pipeline file, such as `lib/qc.yaml`, or `lib/qc.yaml#STEP` for one of its steps"));
        }
        if (step.isEmpty()) {
            return Optional.of(Problem.error(target, "`use` names no step after the `#`")
                    .hint("write the name of the step, or leave the `#` out to use them all"));
        }
        if (location.contains("://")) {
            return Optional.of(Problem.error(target, "`use` takes files of this machine only, and this is a URL")
                    .hint("fetch the file, and name it by its path"));
        }
        return location.chars().anyMatch(Character::isISOControl)
                ? Optional.of(Problem.error(target, Visible.quote(location) + " is no path of a file"))
                : Optional.empty();
    }

    private Map<YamlText, TemplateSpec> templates(Block block, String key) {
        Map<YamlText, TemplateSpec> templates = new LinkedHashMap<>();
        block.named(key).forEach((name, text) -> templates.put(name, TemplateParser.parse((YamlText) text, problems)));
        return templates;
    }
}
