package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/** Scalars, templates and scripts for tests, with places that point into themselves. */
final class Texts {
    private Texts() {}

    /** A text that stands alone in its file. */
    static YamlText text(String value) {
        Source source = new Source("test.yaml", value);
        return new YamlText(value, ScalarStyle.PLAIN, source.place(0, value.length()));
    }

    static TemplateSpec template(String text) {
        Problems problems = new Problems();
        TemplateSpec template = TemplateParser.parse(text(text), problems);
        if (problems.hasErrors()) {
            throw new AssertionError(problems.inOrder());
        }
        return template;
    }

    static ShellText script(String text) {
        Problems problems = new Problems();
        ShellText script = ShellReader.read(template(text), problems);
        if (problems.hasErrors()) {
            throw new AssertionError(problems.inOrder());
        }
        return script;
    }

    static List<String> messages(Problems problems) {
        return problems.inOrder().stream().map(Problem::message).toList();
    }
}
