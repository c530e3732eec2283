package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.util.Optional;

/** A pipeline that was read and resolved, and the directory that its relative paths start from. */
record Loaded(StepGraph graph, String base) {

    /** Reads a pipeline by name or path; empty when it has errors, all of which are told. */
    static Optional<Loaded> from(String location, Optional<String> profile, Console console, Problems problems) {
        PipelineFiles files = new PipelineFiles(console);
        return files.read(location, problems)
                .flatMap(source -> PipelineReader.read(source, profile, problems))
                .flatMap(pipeline -> StepGraph.of(pipeline, problems))
                .map(graph -> new Loaded(graph, files.base(location)));
    }
}
