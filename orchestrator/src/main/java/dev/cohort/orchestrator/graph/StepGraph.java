package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/** The steps of a pipeline, resolved and in an order in which they can run; free of cycles. */
public final class StepGraph {
    private final Pipeline pipeline;
    private final Map<String, ResolvedStep> steps;
    private final Graph<String, Dependency> graph;

    private StepGraph(Pipeline pipeline, Map<String, ResolvedStep> steps, Graph<String, Dependency> graph) {
        this.pipeline = pipeline;
        this.graph = graph;
        this.steps = inOrder(steps, graph);
    }

    /** Resolves all names and finds the order; empty when there are errors, all of which are told. */
    public static Optional<StepGraph> of(Pipeline pipeline, Problems problems) {
        return UsedPipelines.areSound(pipeline, problems) ? ofItself(pipeline, problems) : Optional.empty();
    }

    /** The same without a look at the files that it uses. */
    static Optional<StepGraph> ofItself(Pipeline pipeline, Problems problems) {
        Resolver resolver = new Resolver(pipeline, problems);
        Map<String, ResolvedStep> resolved = new LinkedHashMap<>();
        pipeline.steps().values().forEach(step -> resolved.put(step.name(), resolver.resolve(step)));
        resolver.finish();
        Graph<String, Dependency> graph = dependencies(resolved);
        Cycles.tell(graph, problems);
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        StepGraph found = new StepGraph(pipeline, resolved, graph);
        Oddities.warn(found, problems);
        return Optional.of(found);
    }

    private static Graph<String, Dependency> dependencies(Map<String, ResolvedStep> steps) {
        Graph<String, Dependency> graph = new DefaultDirectedGraph<>(Dependency.class);
        steps.keySet().forEach(graph::addVertex);
        for (ResolvedStep step : steps.values()) {
            step.inputs().values().forEach(input -> input.accept(new DataEdges(graph, step.name())));
            step.spec().needs().stream()
                    .filter(need -> steps.containsKey(need.step()))
                    .forEach(need -> addEdge(graph, new Dependency(need.step(), step.name(), false, need.place())));
        }
        return graph;
    }

    private static void addEdge(Graph<String, Dependency> graph, Dependency dependency) {
        if (graph.containsVertex(dependency.before()) && !graph.containsEdge(dependency.before(), dependency.after())) {
            graph.addEdge(dependency.before(), dependency.after(), dependency);
        }
    }

    /** Draws the edges that inputs stand for. */
    private record DataEdges(Graph<String, Dependency> graph, String reader) implements ResolvedInput.Visitor<Boolean> {
        @Override
        public Boolean value(ResolvedInput.Value input) {
            return false;
        }

        @Override
        public Boolean file(ResolvedInput.File input) {
            return false;
        }

        @Override
        public Boolean files(ResolvedInput.Files input) {
            return false;
        }

        @Override
        public Boolean made(ResolvedInput.Made input) {
            addEdge(graph, new Dependency(input.step(), reader, true, input.place()));
            return true;
        }
    }

    /** Where the order is free, steps stay as in the file. */
    private static Map<String, ResolvedStep> inOrder(Map<String, ResolvedStep> steps, Graph<String, Dependency> graph) {
        List<String> written = new ArrayList<>(steps.keySet());
        Map<String, Integer> rank = new LinkedHashMap<>();
        written.forEach(name -> rank.put(name, rank.size()));
        Map<String, ResolvedStep> ordered = new LinkedHashMap<>();
        new TopologicalOrderIterator<>(graph, Comparator.comparing(name -> rank.getOrDefault(name, 0)))
                .forEachRemaining(name -> Optional.ofNullable(steps.get(name)).ifPresent(s -> ordered.put(name, s)));
        return Collections.unmodifiableMap(ordered);
    }

    public Pipeline pipeline() {
        return pipeline;
    }

    /** In an order in which each step stands after all that it waits for. */
    public List<ResolvedStep> steps() {
        return List.copyOf(steps.values());
    }

    public ResolvedStep step(String name) {
        ResolvedStep step = steps.get(name);
        if (step == null) {
            throw new IllegalArgumentException("no step `" + name + "` in pipeline `" + pipeline.name() + "`");
        }
        return step;
    }

    /** All that waits for something, as written. */
    public Set<Dependency> dependencies() {
        return Collections.unmodifiableSet(graph.edgeSet());
    }

    /** The steps that read what this one leaves. */
    public Set<String> readers(String step) {
        return graph.outgoingEdgesOf(step).stream()
                .filter(Dependency::data)
                .map(Dependency::after)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether nothing reads what the step leaves: then it is what the pipeline is for. */
    public boolean isLeaf(String step) {
        return readers(step).isEmpty();
    }
}
