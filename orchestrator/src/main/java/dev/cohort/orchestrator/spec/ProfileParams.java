package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gives params the defaults that a profile has for them. */
final class ProfileParams {
    private final Problems problems;

    ProfileParams(Problems problems) {
        this.problems = problems;
    }

    Map<String, ParamSpec> apply(Block profile, Map<String, ParamSpec> params) {
        Map<String, ParamSpec> changed = new LinkedHashMap<>(params);
        profile.named("params").forEach((key, node) -> {
            ParamSpec param = params.get(key.value());
            if (param == null) {
                problems.add(Problem.error(key.place(), "there is no param " + Visible.quote(key.value()))
                        .hint(NearestName.hint(key.value(), params.keySet())));
            } else {
                changed.put(key.value(), withFallback(param, (YamlText) node));
            }
        });
        return changed;
    }

    private ParamSpec withFallback(ParamSpec param, YamlText text) {
        TemplateSpec fallback = TemplateParser.parse(text, problems);
        fallback.constant()
                .flatMap(param.rule()::fault)
                .ifPresent(fault -> problems.add(Problem.error(text.place(), "`" + param.name() + "` " + fault)));
        return new ParamSpec(param.name(), param.rule(), param.description(), fallback, param.place());
    }
}
