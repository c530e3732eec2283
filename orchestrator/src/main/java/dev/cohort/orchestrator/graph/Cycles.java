package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.GraphPath;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.AsSubgraph;

/** Tells each circle of steps that wait for each other as the path that goes round, every hop with its place. */
final class Cycles {
    /** From how many hops a way round is looked for: enough for any pipeline that a person wrote. */
    private static final int MOST_TRIED = 500;

    private Cycles() {}

    static void tell(Graph<String, Dependency> graph, Problems problems) {
        for (Set<String> circle : new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets()) {
            Graph<String, Dependency> inside = new AsSubgraph<>(graph, circle);
            shortest(inside).map(Cycles::problem).ifPresent(problems::add);
        }
    }

    /** The shortest way round, so that what is told is what must be cut. */
    private static Optional<List<Dependency>> shortest(Graph<String, Dependency> inside) {
        return inside.edgeSet().stream()
                .limit(MOST_TRIED)
                .flatMap(edge -> roundTrip(inside, edge).stream())
                .min(Comparator.<List<Dependency>>comparingInt(List::size)
                        .thenComparingInt(hops -> hops.get(0).place().start()));
    }

    private static Optional<List<Dependency>> roundTrip(Graph<String, Dependency> inside, Dependency edge) {
        if (edge.before().equals(edge.after())) {
            return Optional.of(List.of(edge));
        }
        GraphPath<String, Dependency> back = BFSShortestPath.findPathBetween(inside, edge.after(), edge.before());
        return Optional.ofNullable(back).map(path -> {
            List<Dependency> hops = new ArrayList<>(List.of(edge));
            hops.addAll(path.getEdgeList());
            return hops;
        });
    }

    private static Problem problem(List<Dependency> hops) {
        String path = hops.stream().map(hop -> "`" + hop.before() + "`").collect(Collectors.joining(" → "));
        String message = hops.size() == 1
                ? "the step " + path + " waits for itself"
                : "these steps wait for each other: " + path + " → `"
                        + hops.get(0).before() + "`";
        Problem problem = Problem.error(hops.get(0).place(), message)
                .hint("take " + (hops.size() == 1 ? "this reference" : "one of these references") + " away");
        for (Dependency hop : hops.subList(1, hops.size())) {
            problem = problem.note(
                    "and `" + hop.after() + "` " + (hop.data() ? "reads from" : "needs") + " `" + hop.before() + "`",
                    hop.place());
        }
        return problem;
    }
}
