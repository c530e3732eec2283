package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;

/** What is allowed and yet hardly meant. */
final class Oddities {
    private Oddities() {}

    static void warn(StepGraph graph, Problems problems) {
        for (ResolvedStep step : graph.steps()) {
            if (!step.spec().keep() && graph.isLeaf(step.name())) {
                problems.add(Problem.warning(
                                step.spec().place(),
                                "`keep: false` has no effect on the step `" + step.name()
                                        + "`, as no step reads what it leaves")
                        .hint("remove it: what nothing reads is the pipeline's result, and is always kept"));
            }
        }
    }
}
