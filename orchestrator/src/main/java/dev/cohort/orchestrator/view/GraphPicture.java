package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The graph of a pipeline as text, Mermaid, Graphviz or a picture; cohort steps, per-sample steps and gathers read differently. */
public enum GraphPicture {
    TEXT {
        @Override
        public List<String> draw(StepGraph graph) {
            Table table = new Table("step", "each", "after", "leaves");
            for (ResolvedStep step : graph.steps()) {
                table.row(
                        step.name(),
                        step.spec().each().word(),
                        before(graph, step),
                        String.join(", ", step.spec().outputs().keySet()));
            }
            return table.lines();
        }

        private String before(StepGraph graph, ResolvedStep step) {
            return edges(graph).stream()
                    .filter(edge -> edge.after().equals(step.name()))
                    .map(edge -> edge.before() + (isGather(graph, edge) ? " (all lanes)" : ""))
                    .collect(Collectors.joining(", "));
        }
    },

    MERMAID {
        @Override
        public List<String> draw(StepGraph graph) {
            List<String> lines = new ArrayList<>(List.of("flowchart LR"));
            graph.steps()
                    .forEach(step -> lines.add("    " + id(graph, step.name()) + (step.perSample() ? "[[\"" : "([\"")
                            + step.name() + (step.perSample() ? "\"]]" : "\"])")));
            edges(graph)
                    .forEach(edge -> lines.add(
                            "    " + id(graph, edge.before()) + arrow(graph, edge) + id(graph, edge.after())));
            return lines;
        }

        private String arrow(StepGraph graph, Dependency edge) {
            return isGather(graph, edge) ? " ==> " : edge.data() ? " --> " : " -.-> ";
        }

        /** By number: words such as `end` mean something to Mermaid, and not every name is an id there. */
        private String id(StepGraph graph, String step) {
            return "step" + graph.steps().indexOf(graph.step(step));
        }
    },

    DOT {
        @Override
        public List<String> draw(StepGraph graph) {
            List<String> lines = new ArrayList<>(List.of(
                    "digraph \"" + graph.pipeline().name() + "\" {",
                    "    rankdir=LR;",
                    "    node [fontname=\"sans-serif\"];"));
            graph.steps()
                    .forEach(step -> lines.add("    \"" + step.name() + "\" [shape="
                            + (step.perSample() ? "box, peripheries=2" : "box, style=rounded") + "];"));
            edges(graph)
                    .forEach(edge -> lines.add(
                            "    \"" + edge.before() + "\" -> \"" + edge.after() + "\"" + style(graph, edge) + ";"));
            lines.add("}");
            return lines;
        }

        private String style(StepGraph graph, Dependency edge) {
            return isGather(graph, edge) ? " [style=bold]" : edge.data() ? "" : " [style=dashed]";
        }
    },

    SVG {
        @Override
        public List<String> draw(StepGraph graph) {
            return GraphSvg.draw(graph, edges(graph));
        }
    };

    public abstract List<String> draw(StepGraph graph);

    private static List<Dependency> edges(StepGraph graph) {
        List<String> order = graph.steps().stream().map(ResolvedStep::name).toList();
        return graph.dependencies().stream()
                .sorted(Comparator.<Dependency>comparingInt(edge -> order.indexOf(edge.before()))
                        .thenComparingInt(edge -> order.indexOf(edge.after())))
                .toList();
    }

    static boolean isGather(StepGraph graph, Dependency edge) {
        return edge.data()
                && graph.step(edge.before()).perSample()
                && !graph.step(edge.after()).perSample();
    }
}
