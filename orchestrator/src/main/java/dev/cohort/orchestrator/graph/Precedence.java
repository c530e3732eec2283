package dev.cohort.orchestrator.graph;

import java.util.List;
import java.util.function.Predicate;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.TransitiveReduction;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;

/** What must come before what, said as little as is needed. */
public final class Precedence<N> {
    private final Graph<N, DefaultEdge> graph = new SimpleDirectedGraph<>(DefaultEdge.class);

    public void add(N node) {
        graph.addVertex(node);
    }

    public void before(N first, N second) {
        graph.addVertex(first);
        graph.addVertex(second);
        graph.addEdge(first, second);
    }

    /** Takes nodes out and keeps the order of the rest: what stood before a lost node now stands before what came after it. */
    public void keepOnly(Predicate<N> kept) {
        List<N> lost = graph.vertexSet().stream().filter(kept.negate()).toList();
        for (N node : lost) {
            List<N> after = Graphs.successorListOf(graph, node);
            Graphs.predecessorListOf(graph, node)
                    .forEach(first -> after.forEach(second -> graph.addEdge(first, second)));
            graph.removeVertex(node);
        }
    }

    /** Takes away all that follows from the rest. */
    public void reduce() {
        TransitiveReduction.INSTANCE.reduce(graph);
    }

    /** What still stands directly before a node. */
    public List<N> directlyBefore(N node) {
        return Graphs.predecessorListOf(graph, node);
    }
}
