package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What expressions of a used file become where it is used: what is bound is replaced, all else is qualified. */
final class Bindings {
    private final UseSpec use;
    private final Pipeline used;
    private final Problems problems;

    /** Params and columns, as {@code params.genome}, that another expression takes the place of. */
    private final Map<String, Reference> replaced = new HashMap<>();

    Bindings(UseSpec use, Pipeline used, Problems problems) {
        this.use = use;
        this.used = used;
        this.problems = problems;
        use.columns().forEach(this::bindColumn);
        use.params().forEach(this::bindParam);
    }

    private void bindColumn(YamlText name, TemplateSpec value) {
        @Nullable ColumnSpec column = used.columns().get(name.value());
        if (column == null) {
            problems.add(unknown(name, used.columns().keySet(), "column"));
            return;
        }
        Optional<Reference> alone = value.alone()
                .filter(reference -> !reference.splice())
                .filter(reference -> reference.root() == Root.SAMPLE || reference.root() == Root.STEPS);
        alone.ifPresentOrElse(
                reference -> replace("sample." + column.name(), column.rule(), reference),
                () -> problems.add(Problem.error(
                                value.place(),
                                "the column `" + column.name() + "` can only be another column, or what a step leaves")
                        .hint("write a single expression, such as `${{ sample.bam }}` or `${{ steps.sort.bam }}`")));
    }

    private void bindParam(YamlText name, TemplateSpec value) {
        @Nullable ParamSpec param = used.params().get(name.value());
        if (param == null) {
            problems.add(unknown(name, ownParams(), "param"));
            return;
        }
        Optional<Reference> made = value.references().stream()
                .filter(reference -> reference.root() == Root.STEPS)
                .findFirst();
        made.ifPresent(reference -> bindMade(param, value, reference));
        value.constant()
                .flatMap(param.rule()::fault)
                .ifPresent(
                        fault -> problems.add(Problem.error(value.place(), "the param `" + param.name() + "` " + fault)
                                .note("it is declared here", param.place())));
    }

    private void bindMade(ParamSpec param, TemplateSpec value, Reference made) {
        if (value.alone().isEmpty()) {
            problems.add(Problem.error(made.place(), made.quoted() + " must stand alone as the value of a param")
                    .hint("what a step leaves is staged in whole"));
        }
        replace("params." + param.name(), param.rule(), made);
    }

    /** Those that the file declares itself; what the files that it uses declare, it has to hand on. */
    private Collection<String> ownParams() {
        return used.params().keySet().stream()
                .filter(name -> name.indexOf('.') < 0)
                .toList();
    }

    private Problem unknown(YamlText name, Collection<String> known, String what) {
        return Problem.error(name.place(), used.source().name() + " has no " + what + " " + Visible.quote(name.value()))
                .hint(
                        known.isEmpty()
                                ? Optional.of("it declares no " + what + "s")
                                : NearestName.hint(name.value(), known));
    }

    private void replace(String path, ValueRule rule, Reference by) {
        if (by.root() == Root.STEPS && rule.type() != ValueType.FILE) {
            problems.add(Problem.error(
                    by.place(),
                    by.quoted() + " is a file, and `" + path + "` is of type `"
                            + rule.type().word() + "` in " + used.source().name()));
            return;
        }
        replaced.put(path, by);
    }

    /** A param that is handed on to a file which the used one uses is what that was given. */
    void handOn(String param, TemplateSpec value) {
        value.alone()
                .filter(reference -> reference.root() == Root.STEPS)
                .ifPresent(made -> replaced.put("params." + param, made));
    }

    boolean isBound(String column) {
        return replaced.containsKey("sample." + column);
    }

    Reference of(Reference reference) {
        @Nullable Reference other = replaced.get(reference.path());
        if (other != null) {
            return reference.splice() ? new Reference(other.root(), other.names(), true, other.place()) : other;
        }
        return switch (reference.root()) {
            case PARAMS -> named(reference, use.nameOfParam(reference.first()));
            case STEPS ->
                new Reference(
                        Root.STEPS,
                        List.of(use.nameOf(reference.first()), reference.names().get(1)),
                        reference.splice(),
                        reference.place());
            default -> reference;
        };
    }

    private static Reference named(Reference reference, String name) {
        return new Reference(reference.root(), List.of(name), reference.splice(), reference.place());
    }

    TemplateSpec of(TemplateSpec template) {
        template.references().forEach(this::tellPart);
        return template.map(this::of);
    }

    /** An input: the one place where the file of a step can stand, if it stands alone. */
    TemplateSpec ofInput(TemplateSpec template) {
        return template.alone().isPresent() ? template.map(this::of) : of(template);
    }

    void tellPart(Reference reference) {
        @Nullable Reference made = replaced.get(reference.path());
        if (made != null && made.root() == Root.STEPS) {
            problems.add(Problem.error(
                            made.place(),
                            reference.quoted() + " can't be what a step leaves, as "
                                    + used.source().name() + " does not only read it as an input")
                    .note("it is read here", reference.place())
                    .hint("a file that a step leaves is staged in whole: read it there by an input of its own"));
        }
    }
}
