package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.orchestrator.spec.ParamSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fetched script finds all params in its environment, in upper case: no param may take the place of what is there anyway. */
final class ScriptEnvironment {
    private static final Set<String> TAKEN = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "SHELL",
            "PWD",
            "IFS",
            "ENV",
            "SAMPLE_NAME",
            "LIST_OF_SAMPLES",
            "BUCKET_NAME");
    private static final List<String> TAKEN_STARTS = List.of("LC_", "LD_", "BASH", "AWS_", "BATCH_FILE_", "COHORT_");

    private ScriptEnvironment() {}

    static void check(Pipeline pipeline, Problems problems) {
        for (StepSpec step : pipeline.steps().values()) {
            if (step.body() instanceof BodySpec.Script script) {
                script.env()
                        .forEach((variable, param) ->
                                check(variable, pipeline.params().get(param.first()), problems));
            }
        }
    }

    private static void check(String variable, @Nullable ParamSpec param, Problems problems) {
        if (param != null && isTaken(variable)) {
            problems.add(taken(variable, param));
        }
    }

    private static Problem taken(String variable, ParamSpec param) {
        return Problem.error(
                        param.place(),
                        "the param `" + param.name() + "` would replace the variable " + variable
                                + ", which a `script` finds in its environment")
                .hint("give the param another name: a fetched script gets every param as a variable, in upper case");
    }

    private static boolean isTaken(String variable) {
        return TAKEN.contains(variable) || TAKEN_STARTS.stream().anyMatch(variable::startsWith);
    }
}
