package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.StepSpec;

/** What is allowed and yet hardly meant. */
final class Oddities {
    private Oddities() {}

    static void warn(StepGraph graph, Problems problems) {
        for (ResolvedStep step : graph.steps()) {
            warnOfKeeping(graph, step.spec(), problems);
            warnOfRetries(step.spec(), problems);
            SlippedExpressions.warn(graph.pipeline(), step.spec(), problems);
        }
    }

    private static void warnOfKeeping(StepGraph graph, StepSpec step, Problems problems) {
        if (!step.keep() && graph.isLeaf(step.name())) {
            problems.add(Problem.warning(
                            step.place(),
                            "`keep: false` has no effect on the step `" + step.name()
                                    + "`, as no step reads what it leaves")
                    .hint("remove it: what nothing reads is the pipeline's result, and is always kept"));
        }
    }

    private static void warnOfRetries(StepSpec step, Problems problems) {
        if (step.attempts() == 1 && step.retry().asksForMore()) {
            problems.add(Problem.warning(
                            step.place(),
                            "`retry` has no effect on the step `" + step.name() + "`, which is tried only once")
                    .hint("add `attempts`, such as `retry: { attempts: 3, … }`"));
        }
    }
}
