package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads a profile, and holds what it names against the params and steps that are there. */
final class ProfileReader {
    private final Map<String, ParamSpec> params;
    private final Set<String> steps;
    private final Doubts doubts;
    private final Problems problems;

    ProfileReader(Map<String, ParamSpec> params, Set<String> steps, Doubts doubts, Problems problems) {
        this.params = params;
        this.steps = steps;
        this.doubts = doubts;
        this.problems = problems;
    }

    ProfileSpec profile(YamlText name, Block block) {
        block.named("steps").keySet().forEach(step -> step(name, step));
        Map<String, TemplateSpec> fallbacks = new LinkedHashMap<>();
        block.named("params").forEach((key, node) -> fallbacks.put(key.value(), param(key, (YamlText) node)));
        return new ProfileSpec(name.value(), block.string("description").orElse(null), fallbacks, name.place());
    }

    private void step(YamlText profile, YamlText step) {
        if (!steps.contains(step.value()) && !doubts.about("steps." + step.value())) {
            problems.add(Problem.error(
                            step.place(),
                            "the profile `" + profile.value() + "` changes a step " + Visible.quote(step.value())
                                    + " that is not there")
                    .hint(NearestName.hint(step.value(), steps)));
        }
    }

    private TemplateSpec param(YamlText key, YamlText text) {
        TemplateSpec fallback = TemplateParser.parse(text, problems);
        ParamSpec param = params.get(key.value());
        if (param != null) {
            fallback.constant()
                    .flatMap(param.rule()::fault)
                    .ifPresent(fault -> problems.add(Problem.error(text.place(), "`" + param.name() + "` " + fault)));
        } else if (!doubts.about("params." + key.value())) {
            problems.add(Problem.error(key.place(), "there is no param " + Visible.quote(key.value()))
                    .hint(NearestName.hint(key.value(), params.keySet())));
        }
        return fallback;
    }
}
