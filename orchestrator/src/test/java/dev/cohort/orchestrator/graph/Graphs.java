package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.util.List;
import java.util.Optional;

/** Pipelines written in a test, read and resolved. */
public final class Graphs {
    private Graphs() {}

    public static StepGraph graph(String pipeline) {
        Problems problems = new Problems();
        return read(pipeline, problems).orElseThrow(() -> new AssertionError(problems.inOrder()));
    }

    static List<String> told(String pipeline) {
        Problems problems = new Problems();
        read(pipeline, problems);
        return problems.inOrder().stream().map(Problem::message).toList();
    }

    static Optional<StepGraph> read(String pipeline, Problems problems) {
        return PipelineReader.read(new Source("test.yaml", pipeline), Optional.empty(), problems)
                .flatMap(read -> StepGraph.of(read, problems));
    }
}
