package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what was meant as an expression in a script and lacks a dollar or a brace, so that bash would read it. Told only of names
 * that are declared: templates of other languages look the same.
 */
final class SlippedExpressions {
    private static final String PATH = "((?:inputs|outputs|params|sample|steps)(?:\\.[A-Za-z0-9_-]+)+)";

    /** {@code {{ x }}}, {@code ${ x }} and {@code $x}. */
    private static final Pattern SLIP = Pattern.compile(
            "(?<!\\$)\\{\\{ *" + PATH + " *\\}\\}|(?<!\\$)\\$\\{ *" + PATH + " *\\}|(?<!\\$)\\$" + PATH);

    private static final int DOUBLE_BRACES = 1;
    private static final int BRACES = 2;
    private static final int BARE = 3;

    private final Pipeline pipeline;
    private final StepSpec step;
    private final Place script;

    private SlippedExpressions(Pipeline pipeline, StepSpec step, Place script) {
        this.pipeline = pipeline;
        this.step = step;
        this.script = script;
    }

    static void warn(Pipeline pipeline, StepSpec step, Problems problems) {
        if (step.body() instanceof BodySpec.Run run) {
            new SlippedExpressions(pipeline, step, run.script().place()).warn(problems);
        }
    }

    private void warn(Problems problems) {
        Matcher slip = SLIP.matcher(script.text());
        while (slip.find()) {
            String path = path(slip);
            if (isDeclared(path.split("\\."))
                    && !isComment(slip.start())
                    && !(slip.group(BARE) != null && isVariable(path))) {
                problems.add(Problem.warning(
                                script.source().place(script.start() + slip.start(), script.start() + slip.end()),
                                "`" + slip.group() + "` is no expression, and bash would read it as it stands")
                        .hint("did you mean `${{ " + path + " }}`?"));
            }
        }
    }

    private static String path(Matcher slip) {
        return slip.group(DOUBLE_BRACES) != null
                ? slip.group(DOUBLE_BRACES)
                : slip.group(BRACES) != null ? slip.group(BRACES) : slip.group(BARE);
    }

    private boolean isDeclared(String... names) {
        return switch (names[0]) {
            case "inputs" -> names.length == 2 && step.inputs().containsKey(names[1]);
            case "outputs" -> names.length == 2 && step.outputs().containsKey(names[1]);
            case "params" -> names.length == 2 && pipeline.params().containsKey(names[1]);
            case "sample" -> names.length == 2 && pipeline.columns().containsKey(names[1]);
            default -> names.length == 3 && isOutput(names[1], names[2]);
        };
    }

    private boolean isOutput(String of, String output) {
        StepSpec made = pipeline.steps().get(of);
        return made != null && made.outputs().containsKey(output);
    }

    private boolean isComment(int at) {
        String before = script.text().substring(0, at);
        return before.substring(before.lastIndexOf('\n') + 1).strip().startsWith("#");
    }

    /** {@code $sample.bam} is good bash where the script, or its environment, has a variable {@code sample}. */
    private boolean isVariable(String path) {
        String name = path.substring(0, path.indexOf('.'));
        return step.provisions().env().containsKey(name)
                || Pattern.compile("\\b" + name + "=|\\bfor +" + name + "\\b|\\bread\\b[^\\n;]*\\b" + name + "\\b")
                        .matcher(script.text())
                        .find();
    }
}
