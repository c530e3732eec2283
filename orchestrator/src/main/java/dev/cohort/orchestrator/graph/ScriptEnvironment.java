package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.BodySpec;
import dev.cohort.orchestrator.spec.ParamSpec;
import dev.cohort.orchestrator.spec.Pipeline;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

    static boolean isUsed(Pipeline pipeline) {
        return pipeline.steps().values().stream().anyMatch(step -> step.body() instanceof BodySpec.Script);
    }

    static void check(Pipeline pipeline, Problems problems) {
        if (isUsed(pipeline)) {
            pipeline.params().values().stream()
                    .filter(param -> isTaken(variable(param)))
                    .forEach(param -> problems.add(taken(param)));
        }
    }

    private static Problem taken(ParamSpec param) {
        return Problem.error(
                        param.place(),
                        "the param `" + param.name() + "` would replace the variable " + variable(param)
                                + ", which a `script` finds in its environment")
                .hint("give the param another name: a fetched script gets every param as a variable, in upper case");
    }

    private static String variable(ParamSpec param) {
        return param.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static boolean isTaken(String variable) {
        return TAKEN.contains(variable) || TAKEN_STARTS.stream().anyMatch(variable::startsWith);
    }
}
