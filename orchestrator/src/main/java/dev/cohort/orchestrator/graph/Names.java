package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.orchestrator.spec.OutputSpec;
import dev.cohort.orchestrator.spec.ParamSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up what expressions name, tells what is not there, and remembers which params and columns were read. */
final class Names {
    /** Of the steps of a used file. */
    private static final int MOST_NAMED = 8;

    private static final List<String> RESOURCES = List.of("cpus", "memory-mib", "gpus");

    private final Pipeline pipeline;
    private final Problems problems;
    private final Set<String> readParams = new HashSet<>();
    private final Set<String> readColumns = new HashSet<>();

    Names(Pipeline pipeline, Problems problems) {
        this.pipeline = pipeline;
        this.problems = problems;
    }

    /** Whether all that the expression names is there; what is not is told. */
    boolean check(Reference reference, Scope scope, @Nullable StepSpec step) {
        if (!scope.allows(reference.root())) {
            return told(outOfPlace(reference, scope));
        }
        return switch (reference.root()) {
            case SAMPLE -> sample(reference, scope, step);
            case PARAMS -> param(reference).isPresent();
            case INPUTS -> step == null || input(reference, step);
            case OUTPUTS -> step == null || ownOutput(reference, step);
            case STEPS -> output(reference).isPresent();
            case RUN -> known(reference, "`run`", List.of("id"));
            case RESOURCES -> known(reference, "`resources`", RESOURCES);
            case STORE -> true;
        };
    }

    Optional<ParamSpec> param(Reference reference) {
        readParams.add(reference.first());
        return found(
                reference,
                pipeline.params().get(reference.first()),
                "param",
                "params",
                pipeline.params().keySet().stream()
                        .filter(name -> name.indexOf('.') < 0)
                        .toList());
    }

    Optional<ColumnSpec> column(Reference reference) {
        readColumns.add(reference.first());
        ColumnSpec column = pipeline.columns().get(reference.first());
        if (column == null && !pipeline.isUnsure("samples.columns." + reference.first())) {
            problems.add(Problem.error(reference.place(), "no column `" + reference.first() + "` is declared")
                    .hint(NearestName.of(reference.first(), pipeline.columns().keySet())
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("declare it under `samples: columns:`, so that sheets are checked for it")));
        }
        return Optional.ofNullable(column);
    }

    /** The output that {@code steps.STEP.OUTPUT} names. */
    Optional<OutputSpec> output(Reference reference) {
        String name = reference.first();
        Optional<StepSpec> step = found(
                reference,
                pipeline.steps().get(name),
                "step",
                "steps",
                pipeline.steps().keySet());
        return step.flatMap(made -> outputOf(reference, made, reference.names().get(1)));
    }

    private Optional<OutputSpec> outputOf(Reference reference, StepSpec step, String output) {
        OutputSpec found = step.outputs().get(output);
        if (found == null && !pipeline.isUnsure("steps." + step.name() + ".outputs." + output)) {
            problems.add(Problem.error(
                            reference.place(), "the step `" + step.name() + "` has no output `" + output + "`")
                    .hint(
                            step.outputs().isEmpty()
                                    ? Optional.of("it has no outputs at all; name them under `outputs:`")
                                    : NearestName.hint(output, step.outputs().keySet())));
        }
        return Optional.ofNullable(found);
    }

    private boolean ownOutput(Reference reference, StepSpec step) {
        Optional<OutputSpec> output = outputOf(reference, step, reference.first());
        if (output.filter(o -> o.kind() == OutputSpec.Kind.GLOB).isPresent()) {
            return told(
                    Problem.error(reference.place(), reference.quoted() + " is a pattern for many files, not a path")
                            .hint("write the files into the current folder; what fits the pattern is taken"));
        }
        return output.isPresent();
    }

    private boolean input(Reference reference, StepSpec step) {
        String name = reference.first();
        if (step.inputs().containsKey(name) || pipeline.isUnsure("steps." + step.name() + ".inputs." + name)) {
            return true;
        }
        return told(Problem.error(reference.place(), "the step `" + step.name() + "` has no input `" + name + "`")
                .hint(
                        step.inputs().isEmpty()
                                ? Optional.of("it has no inputs at all; name them under `inputs:`")
                                : NearestName.hint(name, step.inputs().keySet())));
    }

    private boolean sample(Reference reference, Scope scope, @Nullable StepSpec step) {
        if (step != null && !step.perSample()) {
            return told(Problem.error(
                            reference.place(),
                            "the step `" + step.name() + "` runs once for the cohort, so it has no "
                                    + reference.quoted())
                    .note("`" + step.name() + "` is a cohort step", step.place())
                    .hint("make it `each: sample`, or gather what the lanes leave with `${{ steps.STEP.OUTPUT }}`"));
        }
        if (reference.names().isEmpty()) {
            return true;
        }
        if (scope == Scope.COLUMN_DEFAULT) {
            return told(Problem.error(reference.place(), "the default of a column can't read another column")
                    .hint("build it from `sample`, `params` and `store`"));
        }
        return column(reference).isPresent();
    }

    private boolean known(Reference reference, String of, List<String> names) {
        return names.contains(reference.first())
                || told(Problem.error(reference.place(), of + " has no `" + reference.first() + "`")
                        .hint(NearestName.hint(reference.first(), names)));
    }

    private <T> Optional<T> found(
            Reference reference, @Nullable T value, String what, String section, Collection<String> known) {
        if (value == null && !pipeline.isUnsure(section + "." + reference.first())) {
            problems.add(Problem.error(reference.place(), "there is no " + what + " `" + reference.first() + "`")
                    .hint(hint(reference.first(), section, known)));
        }
        return Optional.ofNullable(value);
    }

    private static Optional<String> hint(String name, String section, Collection<String> known) {
        List<String> below = known.stream()
                .filter(step -> step.startsWith(name + "."))
                .limit(MOST_NAMED)
                .toList();
        if (!below.isEmpty()) {
            return Optional.of("`" + name + "` stands for the steps of a file, `" + String.join("`, `", below)
                    + "`: write `${{ steps." + below.get(below.size() - 1) + ".OUTPUT }}`");
        }
        return known.isEmpty() ? Optional.of("the pipeline declares no " + section) : NearestName.hint(name, known);
    }

    private static Problem outOfPlace(Reference reference, Scope scope) {
        Problem problem = Problem.error(reference.place(), reference.quoted() + " can't be used in " + scope.words());
        if (scope != Scope.SETTING && scope.allows(Root.INPUTS) && reference.root() == Root.STEPS) {
            return problem.hint(
                    "name it under `inputs:`, so that it is staged in and waited for, and use `${{ inputs.NAME }}` here");
        }
        return problem.hint("only " + scope.alternatives() + " can be used here");
    }

    private boolean told(Problem problem) {
        problems.add(problem);
        return false;
    }

    /** What a fetched script finds in its environment counts as read. */
    void read(Reference param) {
        readParams.add(param.first());
    }

    private boolean isOwn(Place declared) {
        return declared.source() == pipeline.source();
    }

    /** Declared and never read: most often a typing error elsewhere. */
    void warnOfUnread() {
        pipeline.params().values().stream()
                .filter(param -> !readParams.contains(param.name()) && isOwn(param.place()))
                .forEach(param ->
                        problems.add(Problem.warning(param.place(), "the param `" + param.name() + "` is never read")
                                .hint("read it as `${{ params." + param.name() + " }}`, or remove it")));
        pipeline.columns().values().stream()
                .filter(column -> !readColumns.contains(column.name()) && isOwn(column.place()))
                .forEach(column ->
                        problems.add(Problem.warning(column.place(), "the column `" + column.name() + "` is never read")
                                .hint("read it as `${{ sample." + column.name() + " }}`, or remove it")));
    }
}
