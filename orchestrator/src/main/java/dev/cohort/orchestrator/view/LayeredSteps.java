package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The steps of a graph in columns, each right of all that it waits for. An edge across several columns has a bend in each
 * column that it passes, so that it finds its way between the steps there.
 */
final class LayeredSteps {
    /** Beyond it, long edges go straight: nobody follows so many with the eye, and they must not cost memory without bound. */
    private static final int MOST_BENDS = 2000;

    /** A step, or a bend of an edge; known by where it comes from. */
    record Slot(String name, boolean bend) {}

    private final List<List<Slot>> columns = new ArrayList<>();
    private final Map<Dependency, List<Slot>> ways = new LinkedHashMap<>();
    private final Map<Slot, List<Slot>> leftOf = new HashMap<>();
    private final Map<Slot, List<Slot>> rightOf = new HashMap<>();
    private int bends;

    private LayeredSteps() {}

    static LayeredSteps of(StepGraph graph, List<Dependency> edges) {
        LayeredSteps layered = new LayeredSteps();
        Map<String, Integer> columns = columns(graph, edges);
        for (ResolvedStep step : graph.steps()) {
            layered.put(columns.getOrDefault(step.name(), 0), new Slot(step.name(), false));
        }
        edges.forEach(edge -> layered.lead(edge, columns));
        return layered;
    }

    /** As far left as can be; then what waits for nothing moves right, to the first that waits for it. */
    private static Map<String, Integer> columns(StepGraph graph, List<Dependency> edges) {
        Map<String, Integer> columns = new HashMap<>();
        Map<String, List<Dependency>> before = new HashMap<>();
        Map<String, Integer> nearest = new HashMap<>();
        edges.forEach(edge ->
                before.computeIfAbsent(edge.after(), same -> new ArrayList<>()).add(edge));
        for (ResolvedStep step : graph.steps()) {
            int column = before.getOrDefault(step.name(), List.of()).stream()
                    .mapToInt(edge -> columns.getOrDefault(edge.before(), 0) + 1)
                    .max()
                    .orElse(0);
            columns.put(step.name(), column);
            before.getOrDefault(step.name(), List.of())
                    .forEach(edge -> nearest.merge(edge.before(), column - 1, Math::min));
        }
        columns.replaceAll((step, column) -> before.containsKey(step) ? column : nearest.getOrDefault(step, 0));
        return columns;
    }

    private void put(int column, Slot slot) {
        while (columns.size() <= column) {
            columns.add(new ArrayList<>());
        }
        columns.get(column).add(slot);
    }

    private void lead(Dependency edge, Map<String, Integer> column) {
        List<Slot> way = new ArrayList<>(List.of(new Slot(edge.before(), false)));
        int from = column.getOrDefault(edge.before(), 0);
        int to = column.getOrDefault(edge.after(), 0);
        if (bends + to - from <= MOST_BENDS) {
            for (int passed = from + 1; passed < to; passed++) {
                Slot bend = new Slot(edge.before() + " " + edge.after() + " " + passed, true);
                put(passed, bend);
                way.add(bend);
                bends++;
            }
        }
        way.add(new Slot(edge.after(), false));
        ways.put(edge, way);
        for (int i = 1; i < way.size(); i++) {
            rightOf.computeIfAbsent(way.get(i - 1), same -> new ArrayList<>()).add(way.get(i));
            leftOf.computeIfAbsent(way.get(i), same -> new ArrayList<>()).add(way.get(i - 1));
        }
    }

    /** From left to right; each from top to bottom. */
    List<List<Slot>> columns() {
        return columns;
    }

    Stream<Slot> slots() {
        return columns.stream().flatMap(List::stream);
    }

    /** Through which slots each edge goes, its ends included. */
    Map<Dependency, List<Slot>> ways() {
        return ways;
    }

    List<Slot> leftOf(Slot slot) {
        return leftOf.getOrDefault(slot, List.of());
    }

    List<Slot> rightOf(Slot slot) {
        return rightOf.getOrDefault(slot, List.of());
    }
}
