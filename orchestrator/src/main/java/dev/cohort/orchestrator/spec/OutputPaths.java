package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Visible;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the path of an output and makes sure that it stays below the work folder and stands alone there. */
final class OutputPaths {
    private static final String STAND_IN = "x";

    private OutputPaths() {}

    static Optional<OutputSpec> read(YamlText name, YamlText path, boolean optional, Problems problems) {
        TemplateSpec template = TemplateParser.parse(path, problems);
        String shape = template.render(reference -> STAND_IN);
        Optional<Problem> fault = fault(name.value(), path, shape);
        fault.ifPresent(problems::add);
        return fault.isPresent()
                ? Optional.empty()
                : Optional.of(new OutputSpec(name.value(), template, kind(template), optional, name.place()));
    }

    /** An expression's value is never a pattern, so only the literal text is asked. */
    private static OutputSpec.Kind kind(TemplateSpec template) {
        String literal = template.render(reference -> STAND_IN);
        if (literal.endsWith("/")) {
            return OutputSpec.Kind.DIRECTORY;
        }
        return literal.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0) ? OutputSpec.Kind.GLOB : OutputSpec.Kind.FILE;
    }

    private static Optional<Problem> fault(String name, YamlText path, String shape) {
        String told = "the output `" + name + "` ";
        if (shape.isBlank()) {
            return Optional.of(Problem.error(path.place(), told + "has no path"));
        }
        if (shape.startsWith("/") || shape.startsWith("~") || shape.contains("://")) {
            return Optional.of(Problem.error(
                            path.place(),
                            told + "must be a path below the task's work folder, and " + Visible.quote(path.value())
                                    + " is not")
                    .hint("write just the file's name; Cohort puts it into the store under the step and the sample"));
        }
        List<String> segments = List.of(shape.replaceAll("/$", "").split("/", -1));
        if (segments.contains("..")) {
            return Optional.of(
                    Problem.error(path.place(), told + "leaves its work folder: " + Visible.quote(path.value()))
                            .hint("write a path without `..`, such as `logs/run.txt`"));
        }
        if (segments.contains(".") || segments.contains("")) {
            return Optional.of(Problem.error(
                            path.place(), told + "must be a plain path, and this is " + Visible.quote(path.value()))
                    .hint("write it without `.` and empty parts, such as `logs/run.txt`"));
        }
        if (shape.chars().anyMatch(Character::isISOControl) || shape.contains("\\") || shape.length() > 512) {
            return Optional.of(Problem.error(
                    path.place(), told + "has a path that not every store can hold: " + Visible.quote(path.value())));
        }
        return Optional.empty();
    }

    /** Two outputs that are one file, or of which one lies in the other, could not be told apart in the store. */
    static void tellClashes(Collection<OutputSpec> outputs, Problems problems) {
        List<OutputSpec> before = new ArrayList<>();
        for (OutputSpec output : outputs) {
            before.stream()
                    .flatMap(first -> clash(first, output).stream())
                    .findFirst()
                    .ifPresent(problems::add);
            before.add(output);
        }
    }

    private static Optional<Problem> clash(OutputSpec first, OutputSpec second) {
        String one = shown(first);
        String other = shown(second);
        if (OutputSpec.overlap(one, other)) {
            return Optional.of(same(first, second));
        }
        if (OutputSpec.overlap(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT))) {
            return Optional.of(doubt(first, second, "differ only in case")
                    .hint("rename one of the two; some file systems would take them for the same"));
        }
        boolean glob = first.kind() == OutputSpec.Kind.GLOB || second.kind() == OutputSpec.Kind.GLOB;
        return glob && GlobOverlap.isPossible(one, other)
                ? Optional.of(doubt(first, second, "may take the same file")
                        .hint("it would count as both; write patterns that leave out what another output names"))
                : Optional.empty();
    }

    private static Problem doubt(OutputSpec first, OutputSpec second, String what) {
        return Problem.warning(
                        second.path().place(), "the outputs `" + first.name() + "` and `" + second.name() + "` " + what)
                .note("`" + first.name() + "` is here", first.path().place());
    }

    private static Problem same(OutputSpec first, OutputSpec second) {
        boolean same = bare(first).equals(bare(second));
        String both = "the outputs `" + first.name() + "` and `" + second.name() + "` ";
        return Problem.error(
                        second.path().place(), both + (same ? "are the same file" : "overlap: one lies in the other"))
                .note("`" + first.name() + "` is here", first.path().place())
                .hint("give each a path of its own");
    }

    private static String bare(OutputSpec output) {
        return shown(output).replaceAll("/$", "");
    }

    private static String shown(OutputSpec output) {
        return output.path().render(reference -> "${{" + reference.path() + "}}");
    }
}
