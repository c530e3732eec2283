package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.NearestName;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.Pipeline;
import dev.cohort.orchestrator.spec.PipelineReader;
import dev.cohort.orchestrator.spec.Sources;
import java.util.Optional;
import java.util.Set;

/** A pipeline that was read and resolved, and the directory that its relative paths start from. */
record Loaded(StepGraph graph, String base) {

    /** Reads a pipeline by name or path; empty when it has errors, all of which are told. */
    static Optional<Loaded> from(String location, Optional<String> profile, Console console, Problems problems) {
        PipelineFiles files = new PipelineFiles(console);
        return files.read(location, problems)
                .flatMap(source -> of(source, files.beside(location, source), files.base(location), profile, problems));
    }

    /**
     * The same of texts that are there already. A profile that it does not have is told and left aside, so that all else that
     * was typed can still be held against the pipeline.
     */
    static Optional<Loaded> of(
            Source source, Sources others, String base, Optional<String> profile, Problems problems) {
        Optional<Pipeline> read = PipelineReader.read(source, profile, others, problems);
        Optional<Loaded> loaded =
                read.flatMap(pipeline -> StepGraph.of(pipeline, problems)).map(graph -> new Loaded(graph, base));
        read.ifPresent(pipeline -> profile.ifPresent(wanted -> checkProfile(pipeline, wanted, problems)));
        return loaded;
    }

    private static void checkProfile(Pipeline pipeline, String wanted, Problems problems) {
        Set<String> known = pipeline.profiles().keySet();
        if (!known.contains(wanted)) {
            problems.add(Problem.usage("the pipeline `" + Visible.text(pipeline.name()) + "` has no profile "
                            + Visible.quote(wanted))
                    .hint(
                            known.isEmpty()
                                    ? Optional.of("it has no profiles at all")
                                    : NearestName.hint(wanted, known)));
        }
    }
}
