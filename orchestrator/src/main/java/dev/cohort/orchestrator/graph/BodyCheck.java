package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.ResolvedInput.Made;
import dev.cohort.orchestrator.graph.ResolvedInput.Reach;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.orchestrator.spec.Reference;
import dev.cohort.orchestrator.spec.Root;
import dev.cohort.orchestrator.spec.ShellText;
import dev.cohort.orchestrator.spec.TemplateSpec;
import dev.cohort.orchestrator.spec.ValueRule;
import dev.cohort.orchestrator.spec.ValueType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the expressions of a body against what a body may name. */
final class BodyCheck implements BodySpec.Visitor<Boolean> {
    private static final Set<ValueType> NUMBERS = EnumSet.of(ValueType.INT);

    private final Resolver resolver;
    private final ResolvedStep step;
    private final Problems problems;

    BodyCheck(Resolver resolver, ResolvedStep step, Problems problems) {
        this.resolver = resolver;
        this.step = step;
        this.problems = problems;
    }

    @Override
    public Boolean command(BodySpec.Command body) {
        boolean good = true;
        for (TemplateSpec argument : body.argv()) {
            Optional<Reference> splice = argument.alone().filter(Reference::splice);
            good &= splice.map(this::splice).orElseGet(() -> text(argument));
        }
        return good;
    }

    @Override
    public Boolean run(BodySpec.Run body) {
        boolean good = true;
        for (Reference reference : body.script().references()) {
            good &= reference.splice() && isFiles(reference)
                    ? filesInScript(body.script(), reference)
                    : resolver.refuseSplice(reference) && reference(reference);
        }
        body.script().arithmetic().forEach(this::requireNumber);
        return good;
    }

    @Override
    public Boolean java(BodySpec.Java body) {
        return all(body.with().values());
    }

    @Override
    public Boolean script(BodySpec.Script body) {
        body.env().values().forEach(resolver::reads);
        return all(body.args());
    }

    /** A variable of the body's environment, which may name what a body may. */
    boolean variable(TemplateSpec value) {
        return text(value, Scope.VARIABLE);
    }

    private boolean all(Collection<TemplateSpec> templates) {
        return templates.stream().filter(template -> !text(template)).count() == 0;
    }

    private boolean text(TemplateSpec template) {
        return text(template, Scope.BODY);
    }

    private boolean text(TemplateSpec template, Scope scope) {
        return template.references().stream()
                        .filter(reference -> !(resolver.refuseSplice(reference) && reference(reference, scope)))
                        .count()
                == 0;
    }

    private boolean reference(Reference reference) {
        return reference(reference, Scope.BODY);
    }

    private boolean reference(Reference reference, Scope scope) {
        if (!resolver.checkAll(
                new TemplateSpec(List.of(new TemplateSpec.Expression(reference)), reference.place()),
                scope,
                step.spec())) {
            return false;
        }
        if (resolver.namesFile(reference)) {
            problems.add(Problem.error(
                            reference.place(),
                            reference.quoted() + " is a file, and a body sees only files that were staged in")
                    .hint("add it under `inputs:`, such as `" + reference.first() + ": \"${{ " + reference.path()
                            + " }}\"`, and use `${{ inputs." + reference.first() + " }}` here"));
            return false;
        }
        return true;
    }

    private boolean isFiles(Reference reference) {
        return reference.root() == Root.INPUTS && step.inputs().get(reference.first()) instanceof ResolvedInput.Files;
    }

    /** Each file is a word, which can't be where the script makes one word of it with something else. */
    private boolean filesInScript(ShellText script, Reference reference) {
        if (script.glued().contains(reference)) {
            problems.add(Problem.error(
                            reference.place(),
                            reference.quoted() + " is a word for each file, and so can't be part of a word")
                    .hint("leave quotes and text around it out; each word is quoted by itself"));
            return false;
        }
        return true;
    }

    private boolean splice(Reference reference) {
        if (reference.root() != Root.INPUTS) {
            return resolver.refuseSplice(reference);
        }
        if (!reference(new Reference(reference.root(), reference.names(), false, reference.place()))) {
            return false;
        }
        ResolvedInput input = step.inputs().get(reference.first());
        boolean several =
                input instanceof ResolvedInput.Files || (input instanceof Made made && made.reach() == Reach.GATHER);
        if (!several && input != null) {
            problems.add(Problem.error(
                            reference.place(),
                            "`.*` needs a gather or several files, and `" + reference.path() + "` is one file or value")
                    .hint("write `${{ " + reference.path() + " }}`"));
        }
        return several;
    }

    /** Bash evaluates what it finds in arithmetic, even out of a variable; a text there could run a command. */
    private void requireNumber(Reference reference) {
        if (reference.root() == Root.RESOURCES
                || resolver.rule(source(reference))
                        .map(ValueRule::type)
                        .filter(NUMBERS::contains)
                        .isPresent()) {
            return;
        }
        problems.add(Problem.error(
                        reference.place(),
                        reference.quoted() + " stands where bash reckons, and is not declared as a whole number")
                .hint("bash would evaluate a text there, and run what it finds: give it `type: int`, or keep it out"));
    }

    /** What a value input stands for, or the expression itself. */
    private Reference source(Reference reference) {
        if (reference.root() == Root.INPUTS
                && step.inputs().get(reference.first()) instanceof ResolvedInput.Value value) {
            return value.text().alone().orElse(reference);
        }
        return reference;
    }
}
