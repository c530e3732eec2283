package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the steps of a used file, and the params and columns that they read, under the names that they have where it is used. */
final class UseExpansion {
    private final UseSpec use;
    private final Pipeline used;
    private final Surroundings around;
    private final Problems problems;
    private final Bindings bindings;
    private final Map<String, StepSpec> meant = new LinkedHashMap<>();
    private final Map<String, StepSpec> steps = new LinkedHashMap<>();
    private final Map<String, ParamSpec> params = new LinkedHashMap<>();
    private final Map<String, ColumnSpec> columns = new LinkedHashMap<>();

    /** Paths such as {@code params.genome} that are read where not all of the file is used. */
    private final Set<String> read = new HashSet<>();

    /** The steps of the file are handed in, as they run in these surroundings; all else is as it stands alone. */
    UseExpansion(UseSpec use, Pipeline used, Map<String, StepSpec> inFile, Surroundings around, Problems problems) {
        this.use = use;
        this.used = used;
        this.around = around;
        this.problems = problems;
        this.bindings = new Bindings(use, used, problems);
        inFile.values().stream()
                .filter(step -> use.step() == null || step.name().equals(use.step()))
                .forEach(step -> meant.put(step.name(), step));
        if (meant.isEmpty()) {
            tellNoStep(used.steps().keySet());
            return;
        }
        if (use.step() != null) {
            use.inputs().values().forEach(this::tellUnknownInput);
        }
        meant.values().forEach(this::noteReads);
        used.columns().values().stream().filter(this::isRead).forEach(this::addColumn);
        addParams();
        meant.values().forEach(this::addStep);
    }

    Map<String, StepSpec> steps() {
        return steps;
    }

    UseSpec use() {
        return use;
    }

    /** In an order in which each stands after those that it is made of. */
    Map<String, ParamSpec> params() {
        return params;
    }

    Map<String, ColumnSpec> columns() {
        return columns;
    }

    private void tellNoStep(Set<String> known) {
        problems.add(Problem.error(
                        use.target(),
                        used.source().name() + " has no step " + Visible.quote(String.valueOf(use.step())))
                .hint(NearestName.hint(String.valueOf(use.step()), known)));
    }

    private void tellUnknownInput(InputSpec input) {
        StepSpec step = meant.values().iterator().next();
        if (!step.inputs().containsKey(input.name())) {
            problems.add(Problem.error(
                            input.place(),
                            "the step `" + step.name() + "` of " + used.source().name() + " has no input `"
                                    + input.name() + "`")
                    .hint(NearestName.hint(input.name(), step.inputs().keySet())));
        }
    }

    /** All that a step names; an input that is replaced names nothing. */
    private void noteReads(StepSpec step) {
        step.inputs().values().stream()
                .filter(input -> !use.inputs().containsKey(input.name()))
                .forEach(input -> note(input.text()));
        step.outputs().values().forEach(output -> note(output.path()));
        step.condition().stream()
                .flatMap(Condition::tests)
                .flatMap(Condition.Test::references)
                .forEach(reference -> read.add(reference.path()));
        step.body().accept(new BodyReferences()).forEach(reference -> read.add(reference.path()));
        Stream.concat(step.provisions().templates(), step.placement().templates())
                .filter(setting -> !around.said(setting.place()))
                .forEach(this::note);
        used.columns().values().stream()
                .filter(column -> isRead(column) && column.fallback() != null)
                .forEach(column -> note(column.fallback()));
    }

    private void note(@Nullable TemplateSpec template) {
        if (template != null) {
            template.references().forEach(reference -> read.add(reference.path()));
        }
    }

    private boolean isRead(ColumnSpec column) {
        return !bindings.isBound(column.name()) && (use.step() == null || read.contains("sample." + column.name()));
    }

    private void addColumn(ColumnSpec column) {
        @Nullable TemplateSpec fallback = column.fallback();
        columns.put(
                column.name(),
                new ColumnSpec(
                        column.name(),
                        column.rule(),
                        column.description(),
                        fallback == null ? null : bindings.of(fallback),
                        column.place()));
    }

    /** Those that a bound param of a file below is made of are read too, and stand before it. */
    private void addParams() {
        List<ParamSpec> all = new ArrayList<>(used.params().values());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).bound() && isRead(all.get(i))) {
                note(all.get(i).fallback());
            }
        }
        all.stream().filter(this::isRead).forEach(this::addParam);
    }

    private boolean isRead(ParamSpec param) {
        return use.step() == null || read.contains("params." + param.name());
    }

    private void addParam(ParamSpec param) {
        @Nullable TemplateSpec given = given(param.name());
        @Nullable TemplateSpec value = param.fallback();
        if (param.bound() && value != null) {
            value = value.map(bindings::of);
            bindings.handOn(param.name(), value);
        }
        boolean made = Stream.of(
                        given == null ? List.<Reference>of() : given.references(),
                        value == null ? List.<Reference>of() : value.references())
                .flatMap(List::stream)
                .anyMatch(reference -> reference.root() == Root.STEPS);
        if (given == null && value == null) {
            problems.add(Problem.error(
                            use.name().place(),
                            used.source().name() + " needs a value for its param `" + param.name() + "`")
                    .note("it is declared here", param.place())
                    .hint("add it to `params:` of the step `" + use.name().value() + "`"));
        } else if (!made) {
            String name = use.nameOfParam(param.name());
            params.put(name, param.used(name, given == null ? value : given, given != null || param.bound()));
        }
    }

    private @Nullable TemplateSpec given(String param) {
        return use.params().entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(param))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void addStep(StepSpec step) {
        Map<String, InputSpec> inputs = new LinkedHashMap<>();
        step.inputs().forEach((name, input) -> inputs.put(name, input(step, input)));
        Map<String, OutputSpec> outputs = new LinkedHashMap<>();
        step.outputs().forEach((name, output) -> outputs.put(name, output.at(bindings.of(output.path()))));
        List<StepSpec.Need> needs = new ArrayList<>(use.needs());
        step.needs().stream()
                .filter(need -> use.step() == null)
                .forEach(need -> needs.add(new StepSpec.Need(use.nameOf(need.step()), need.place())));
        String name = use.nameOf(step.name());
        steps.put(
                name,
                step.as(
                        name,
                        when(step),
                        inputs,
                        outputs,
                        step.body().accept(new BodyRenaming(bindings)),
                        needs,
                        step.provisions().map(this::setting),
                        step.placement().map(this::setting)));
    }

    /** What files outside say of how their steps run is over names of their own. */
    private TemplateSpec setting(TemplateSpec text) {
        return around.said(text.place()) ? text : bindings.of(text);
    }

    /** What is asked here and what is asked there. */
    private @Nullable Condition when(StepSpec step) {
        step.condition()
                .ifPresent(there ->
                        there.tests().flatMap(Condition.Test::references).forEach(bindings::tellPart));
        List<Condition> both = Stream.concat(
                        Stream.ofNullable(step.perSample() ? use.when() : null),
                        step.condition().map(there -> there.map(bindings::of)).stream())
                .toList();
        return both.isEmpty() ? null : both.size() == 1 ? both.get(0) : new Condition.All(both);
    }

    /** Whether it is copied is between the file that is given and the body, which might write into it. */
    private InputSpec input(StepSpec step, InputSpec input) {
        @Nullable InputSpec given = use.inputs().get(input.name());
        if (given != null) {
            return input.staging().copy() ? given.copied() : given;
        }
        input.text().references().stream()
                .filter(reference -> reference.root() == Root.STEPS && use.step() != null)
                .findFirst()
                .ifPresent(left -> problems.add(leftBehind(step, input, left.place())));
        return input.reading(bindings.ofInput(input.text()));
    }

    private Problem leftBehind(StepSpec step, InputSpec input, Place place) {
        return Problem.error(
                        use.name().place(),
                        "the step `" + step.name() + "` of " + used.source().name() + " reads `" + input.name()
                                + "` from another step there, which is not used")
                .note("it is read here", place)
                .hint("say under `inputs:` of `" + use.name().value() + "` what stands for `" + input.name()
                        + "`, or use the whole file");
    }
}
