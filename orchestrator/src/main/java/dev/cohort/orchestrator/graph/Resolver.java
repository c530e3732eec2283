package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedInput.Reach;
import dev.cohort.orchestrator.spec.InputSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import dev.cohort.orchestrator.spec.ValueRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves what a step reads, and holds every expression of the pipeline against what may stand in its place. */
final class Resolver {
    private final Pipeline pipeline;
    private final Problems problems;
    private final Names names;

    Resolver(Pipeline pipeline, Problems problems) {
        this.pipeline = pipeline;
        this.problems = problems;
        this.names = new Names(pipeline, problems);
    }

    ResolvedStep resolve(StepSpec step) {
        Map<String, ResolvedInput> inputs = new LinkedHashMap<>();
        step.inputs().values().forEach(input -> input(step, input).ifPresent(found -> inputs.put(input.name(), found)));
        step.outputs().values().forEach(output -> checkAll(output.path(), Scope.OUTPUT, step));
        checkNeeds(step);
        step.condition().ifPresent(condition -> new ConditionCheck(this, step, problems).check(condition));
        ResolvedStep resolved = new ResolvedStep(step, inputs);
        BodyCheck body = new BodyCheck(this, resolved, problems);
        step.body().accept(body);
        new ProvisionsCheck(this, problems).check(resolved, body);
        GatherCheck.check(resolved, problems);
        return resolved;
    }

    /** What stands outside of steps, and what nothing reads. */
    void finish() {
        pipeline.params()
                .values()
                .forEach(param ->
                        checkDefault(param.fallback(), param.bound() ? Scope.BOUND_PARAM : Scope.PARAM_DEFAULT));
        pipeline.columns().values().forEach(column -> checkDefault(column.fallback(), Scope.COLUMN_DEFAULT));
        pipeline.profiles()
                .values()
                .forEach(profile ->
                        profile.params().values().forEach(param -> checkDefault(param, Scope.PARAM_DEFAULT)));
        ScriptEnvironment.check(pipeline, problems);
        if (!problems.hasErrors()) {
            names.warnOfUnread();
        }
    }

    private void checkDefault(@Nullable TemplateSpec fallback, Scope scope) {
        if (fallback != null) {
            checkAll(fallback, scope, null);
        }
    }

    boolean checkAll(TemplateSpec template, Scope scope, @Nullable StepSpec step) {
        boolean good = true;
        for (Reference reference : template.references()) {
            good &= refuseSplice(reference) && names.check(reference, scope, step);
        }
        return good;
    }

    void reads(Reference param) {
        names.read(param);
    }

    boolean refuseSplice(Reference reference) {
        if (reference.splice()) {
            boolean input = reference.root() == Root.INPUTS;
            problems.add(Problem.error(
                            reference.place(),
                            input
                                    ? reference.quoted() + " may only stand alone, as an argument of a `command`"
                                    : "`.*` is for inputs that gather, and " + quoted(reference) + " is none")
                    .hint(
                            input
                                    ? "`${{ " + reference.path()
                                            + " }}` is the path of a list of all the files, which fits anywhere"
                                    : "write `${{ " + reference.path() + " }}`"));
        }
        return !reference.splice();
    }

    private static String quoted(Reference reference) {
        return "`" + reference.path() + "`";
    }

    private Optional<ResolvedInput> input(StepSpec step, InputSpec input) {
        if (!checkAll(input.text(), Scope.INPUT, step)) {
            return Optional.empty();
        }
        Optional<Reference> made = input.text().references().stream()
                .filter(r -> r.root() == Root.STEPS)
                .findFirst();
        if (made.isPresent()) {
            return made(step, input, made.get());
        }
        tellOptional(input);
        Optional<Reference> several =
                input.text().references().stream().filter(this::namesFiles).findFirst();
        if (several.isPresent() && input.form() != InputSpec.Form.VALUE) {
            return files(input, several.get());
        }
        return Optional.of(
                isFile(input) ? new ResolvedInput.File(input.text()) : new ResolvedInput.Value(input.text()));
    }

    private Optional<ResolvedInput> files(InputSpec input, Reference several) {
        if (input.text().alone().isEmpty()) {
            problems.add(Problem.error(
                            several.place(), several.quoted() + " is several files and must stand alone in an input")
                    .hint("write whole paths into the cells of the sheet"));
            return Optional.empty();
        }
        return Optional.of(new ResolvedInput.Files(input.text()));
    }

    private boolean namesFiles(Reference reference) {
        return rule(reference).filter(ValueRule::isFiles).isPresent();
    }

    private Optional<ResolvedInput> made(StepSpec step, InputSpec input, Reference reference) {
        if (input.text().alone().isEmpty()) {
            problems.add(Problem.error(reference.place(), reference.quoted() + " must stand alone in an input")
                    .hint(
                            "what a step leaves is staged in whole; put a text around it in the body, as in `prefix-${{ inputs."
                                    + input.name() + " }}`"));
            return Optional.empty();
        }
        if (input.form() == InputSpec.Form.VALUE) {
            problems.add(Problem.error(reference.place(), reference.quoted() + " is a file, not a value")
                    .hint("write `" + input.name() + ": ${{ " + reference.path() + " }}`"));
            return Optional.empty();
        }
        Reach reach = reach(step, reference.first());
        if (reach != Reach.LANE) {
            tellOptional(input);
        }
        if (reach == Reach.GATHER && reference.place().source() != input.place().source()) {
            problems.add(Problem.error(
                            reference.place(),
                            reference.quoted() + " is a file of each sample, and `" + step.name()
                                    + "` runs once for the cohort")
                    .note("it is read here", input.place())
                    .hint("a used file has one file here, not a gather: give it what a cohort step leaves"));
            return Optional.empty();
        }
        return Optional.of(new ResolvedInput.Made(
                reference.first(), reference.names().get(1), reach, input.optional(), reference.place()));
    }

    private void tellOptional(InputSpec input) {
        if (input.optional()) {
            problems.add(Problem.error(
                            input.place(),
                            "the input `" + input.name()
                                    + "` can't be optional: only what a step leaves for the same sample can")
                    .hint("take `optional` away; a gather takes what there is without it"));
        }
    }

    private Reach reach(StepSpec reader, String producer) {
        StepSpec made = pipeline.steps().get(producer);
        if (made != null && !made.perSample()) {
            return Reach.COHORT;
        }
        return reader.perSample() ? Reach.LANE : Reach.GATHER;
    }

    /** Said by the author, or else: one expression of a kind that is no file is a value, all other text is a path. */
    private boolean isFile(InputSpec input) {
        return switch (input.form()) {
            case FILE -> true;
            case VALUE -> false;
            case INFERRED -> input.text().alone().map(this::namesFile).orElse(true);
        };
    }

    /** Whether the expression stands for a path that would have to be staged in. */
    boolean namesFile(Reference reference) {
        return rule(reference).map(ValueRule::isFile).orElse(reference.root() == Root.STEPS);
    }

    /** What values a param or a column that an expression names can have. */
    Optional<ValueRule> rule(Reference reference) {
        if (reference.root() == Root.PARAMS) {
            return Optional.ofNullable(pipeline.params().get(reference.first())).map(param -> param.rule());
        }
        if (reference.root() == Root.SAMPLE && !reference.names().isEmpty()) {
            return Optional.ofNullable(pipeline.columns().get(reference.first()))
                    .map(column -> column.rule());
        }
        return Optional.empty();
    }

    private void checkNeeds(StepSpec step) {
        for (StepSpec.Need need : step.needs()) {
            if (!pipeline.steps().containsKey(need.step()) && !pipeline.isUnsure("steps." + need.step())) {
                problems.add(Problem.error(need.place(), "there is no step " + Visible.quote(need.step()))
                        .hint(NearestName.hint(need.step(), pipeline.steps().keySet())));
            }
        }
    }
}
