package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
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
            if (seen.add(used.pipeline())) {
                sound &= isSound(used.pipeline(), pipeline, problems);
            }
        }
        return sound;
    }

    /** What is wrong with a file that it uses in turn is told of that. */
    private static boolean isSound(Pipeline used, Pipeline in, Problems problems) {
        Problems own = new Problems();
        StepGraph.ofItself(used, own);
        own.inOrder().stream()
                .filter(Problem::isError)
                .filter(problem ->
                        problem.place().isEmpty() || problem.place().get().source() == used.source())
                .forEach(problem -> problems.add(usedFrom(used.source(), in, problem)));
        return !own.hasErrors();
    }

    /** With the way by which one gets to the file. */
    private static Problem usedFrom(Source source, Pipeline in, Problem problem) {
        return in.used().stream()
                .filter(file -> file.pipeline().source() == source)
                .findFirst()
                .map(UsedPipeline::place)
                .map(place -> usedFrom(place.source(), in, problem.note("the file is used here", place)))
                .orElse(problem);
    }
}
