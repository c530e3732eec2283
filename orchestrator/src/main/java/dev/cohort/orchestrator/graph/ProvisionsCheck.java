package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.MountSpec;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.StepSpec;
import dev.cohort.orchestrator.spec.TemplateSpec;
import java.util.Set;
import java.util.stream.Stream;

/** Holds what a step is provided with against what may be named there. */
final class ProvisionsCheck {
    /** What stands in these decides what runs, so no cell of a sheet may. */
    private static final Set<String> DECIDING = Set.of(
            "PATH",
            "ENV",
            "IFS",
            "PS4",
            "SHELLOPTS",
            "CLASSPATH",
            "JAVA_TOOL_OPTIONS",
            "PYTHONPATH",
            "PERL5LIB",
            "R_LIBS");

    private final Resolver resolver;
    private final Problems problems;

    ProvisionsCheck(Resolver resolver, Problems problems) {
        this.resolver = resolver;
        this.problems = problems;
    }

    void check(ResolvedStep step, BodyCheck body) {
        step.spec().provisions().env().forEach((name, value) -> {
            body.variable(value);
            if (isDeciding(name)) {
                value.references().stream().filter(ProvisionsCheck::isOfTheLane).forEach(r -> tellDeciding(name, r));
            }
        });
        settings(step.spec()).forEach(setting -> resolver.checkAll(setting, Scope.SETTING, step.spec()));
    }

    private static Stream<TemplateSpec> settings(StepSpec step) {
        return Stream.of(
                        step.provisions().secrets().values().stream(),
                        step.provisions().mounts().stream().flatMap(MountSpec::templates),
                        step.placement().tags().values().stream())
                .flatMap(same -> same);
    }

    private static boolean isDeciding(String variable) {
        return DECIDING.contains(variable) || variable.startsWith("LD_") || variable.startsWith("BASH");
    }

    private static boolean isOfTheLane(Reference reference) {
        return (reference.root() == Root.SAMPLE && !reference.names().isEmpty()) || reference.root() == Root.INPUTS;
    }

    private void tellDeciding(String variable, Reference reference) {
        problems.add(Problem.error(
                        reference.place(),
                        reference.quoted() + " can't be part of " + variable + ", which decides what runs")
                .hint("a sheet must not choose programs: write the text itself, or use a param"));
    }
}
