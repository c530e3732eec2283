package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.UsedPipeline;
import java.util.HashSet;
import java.util.Set;

/** Holds used files against their own names first, so that what is wrong in them is told in their words, and once. */
final class UsedPipelines {
    private UsedPipelines() {}

    /** What stands in them as a warning is for whoever checks them by themselves. */
    static boolean areSound(Pipeline pipeline, Problems problems) {
        boolean sound = true;
        Set<Pipeline> seen = new HashSet<>();
        for (UsedPipeline used : pipeline.used()) {
            Problems own = new Problems();
            if (seen.add(used.pipeline())) {
                StepGraph.ofItself(used.pipeline(), own);
            }
            own.inOrder().stream()
                    .filter(Problem::isError)
                    .forEach(problem -> problems.add(problem.note("the file is used here", used.place())));
            sound &= !own.hasErrors();
        }
        return sound;
    }
}
