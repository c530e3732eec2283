package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.ParamSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives every param its value: what the user said last, or its default. */
public final class ParamBinder {
    private final Pipeline pipeline;
    private final Bases bases;
    private final String store;
    private final Problems problems;

    /** Relative paths in the pipeline's own defaults start from {@code base}. */
    public ParamBinder(Pipeline pipeline, String base, String store, Problems problems) {
        this.pipeline = pipeline;
        this.bases = new Bases(pipeline, base);
        this.store = store;
        this.problems = problems;
    }

    /** The values by name; those that are missing or wrong are told and left out. */
    public Map<String, String> bind(Collection<GivenParam> given) {
        Map<String, GivenParam> last = new LinkedHashMap<>();
        given.forEach(param -> last.put(param.name(), param));
        last.values().stream()
                .filter(param -> !pipeline.params().containsKey(param.name()))
                .forEach(this::tellUnknown);
        Map<String, String> values = new LinkedHashMap<>();
        for (ParamSpec param : pipeline.params().values()) {
            Optional<String> value = Optional.ofNullable(last.get(param.name()))
                    .map(said -> given(param, said))
                    .orElseGet(() -> fallback(param, values));
            value.ifPresent(v -> values.put(param.name(), v));
        }
        return values;
    }

    private void tellUnknown(GivenParam param) {
        String message = "the pipeline `" + pipeline.name() + "` has no param " + Visible.quote(param.name());
        problems.add(at(param, param.named(), message)
                .hint(
                        pipeline.params().isEmpty()
                                ? Optional.of("it has no params at all")
                                : NearestName.hint(
                                        param.name(), pipeline.params().keySet())));
    }

    private Optional<String> given(ParamSpec param, GivenParam said) {
        if (param.bound() && param.fallback() != null) {
            problems.add(at(said, "the param `" + param.name() + "` is not open: the pipeline says what it is")
                    .note("it is said here", param.fallback().place()));
            return Optional.empty();
        }
        Optional<String> fault = param.rule().fault(said.value());
        fault.ifPresent(why -> problems.add(at(said, "the param `" + param.name() + "` " + why)
                .note("it is declared here", param.place())
                .hint(param.rule().hint(said.value()))));
        return fault.isPresent() ? Optional.empty() : Optional.of(located(param, said.base(), said.value()));
    }

    private Optional<String> fallback(ParamSpec param, Map<String, String> known) {
        if (param.fallback() == null) {
            problems.add(Problem.error(param.place(), "the param `" + param.name() + "` has no value")
                    .hint("give one with `--param " + param.name() + "=…`"));
            return Optional.empty();
        }
        return computed(param, param.fallback(), known);
    }

    /** A default with an expression in it shows only now what it is. */
    private Optional<String> computed(ParamSpec param, TemplateSpec fallback, Map<String, String> known) {
        if (!fallback.references().stream().allMatch(reference -> isKnown(reference, known))) {
            return Optional.empty();
        }
        String value = fallback.render(
                reference -> reference.root() == Root.PARAMS ? known.getOrDefault(reference.first(), "") : store);
        Optional<String> fault = param.rule().fault(value);
        fault.ifPresent(why -> problems.add(Problem.error(
                fallback.place(),
                (param.bound() ? "the param `" : "the default of the param `") + param.name() + "` " + why)));
        return fault.isPresent() ? Optional.empty() : Optional.of(located(param, bases.of(fallback.place()), value));
    }

    /** The params of a used file are made of those of the using one, which come first; what is missing there was told. */
    private static boolean isKnown(Reference reference, Map<String, String> known) {
        return reference.root() != Root.PARAMS || known.containsKey(reference.first());
    }

    private static String located(ParamSpec param, String base, String value) {
        return param.rule().isFile() ? Locations.resolve(base, value) : value;
    }

    private static Problem at(GivenParam param, String message) {
        return at(param, param.place(), message);
    }

    private static Problem at(GivenParam param, @Nullable Place place, String message) {
        return place == null
                ? Problem.usage("--param " + Visible.text(param.name()) + ": " + message)
                : Problem.error(place, message);
    }
}
