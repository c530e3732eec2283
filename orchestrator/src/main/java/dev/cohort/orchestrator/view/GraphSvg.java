package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.view.GraphLayout.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The graph of a pipeline as a picture: a step that runs once is one card and one line, a step that runs once per sample is a
 * stack of cards and a strand for each of a few lanes. So lanes are seen to go side by side, and a gather to bring them together.
 */
final class GraphSvg {
    private static final int MARGIN = 28;
    private static final int HEADING = 62;
    private static final int CARD_HEIGHT = 54;
    private static final int CARD_PADDING = 36;
    private static final int NARROWEST_CARD = 96;
    private static final int NARROWEST = 420;
    private static final double TITLE_SIZE = 18;
    private static final double NAME_SIZE = 14;
    private static final double SMALL_SIZE = 11.5;
    private static final double WIDEST_NAME = 220;

    private final StepGraph graph;
    private final List<Dependency> edges;
    private final GraphLayout layout;
    private final List<String> lines = new ArrayList<>();

    private GraphSvg(StepGraph graph, List<Dependency> edges) {
        this.graph = graph;
        this.edges = edges;
        this.layout = GraphLayout.of(LayeredSteps.of(graph, edges), this::cardWidth, CARD_HEIGHT);
    }

    static List<String> draw(StepGraph graph, List<Dependency> edges) {
        return new GraphSvg(graph, edges).draw();
    }

    private List<String> draw() {
        SvgLegend legend = new SvgLegend(kinds());
        int width = Math.max(Math.max(NARROWEST, layout.width() + SvgStyle.BEHIND), legend.width()) + 2 * MARGIN;
        int below = MARGIN + HEADING + layout.height() + MARGIN;
        int height = below + SvgLegend.HEIGHT + MARGIN / 2;
        int indent = MARGIN + Math.max(0, (width - 2 * MARGIN - layout.width() - SvgStyle.BEHIND) / 2);
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" aria-labelledby=\"title desc\">");
        lines.add("<title id=\"title\">"
                + Xml.text("The pipeline " + graph.pipeline().name()) + "</title>");
        lines.add("<desc id=\"desc\">" + Xml.text(told()) + "</desc>");
        lines.add(SvgStyle.SHEET);
        lines.add("<rect class=\"page\" x=\"0.5\" y=\"0.5\" width=\"" + (width - 1) + "\" height=\"" + (height - 1)
                + "\" rx=\"12\"/>");
        heading(width - 2 * MARGIN);
        lines.add("<g transform=\"translate(" + indent + " " + (MARGIN + HEADING) + ")\">");
        SvgEdges drawn = new SvgEdges(graph, layout);
        edges.forEach(edge -> lines.addAll(drawn.edge(edge)));
        graph.steps().forEach(this::card);
        lines.add("</g>");
        lines.addAll(legend.draw(MARGIN, below));
        lines.add("</svg>");
        return lines;
    }

    private List<SvgLegend.Kind> kinds() {
        List<SvgLegend.Kind> kinds = new ArrayList<>();
        if (graph.steps().stream().anyMatch(step -> !step.perSample())) {
            kinds.add(SvgLegend.Kind.ONCE);
        }
        if (graph.steps().stream().anyMatch(ResolvedStep::perSample)) {
            kinds.add(SvgLegend.Kind.PER_SAMPLE);
        }
        if (edges.stream().anyMatch(edge -> GraphPicture.isGather(graph, edge))) {
            kinds.add(SvgLegend.Kind.GATHER);
        }
        if (edges.stream().anyMatch(edge -> !edge.data())) {
            kinds.add(SvgLegend.Kind.ORDER);
        }
        return kinds;
    }

    /** The same for whoever can't see it. */
    private String told() {
        return graph.steps().stream().map(this::told).collect(Collectors.joining(" "));
    }

    private String told(ResolvedStep step) {
        String after = edges.stream()
                .filter(edge -> edge.after().equals(step.name()))
                .map(edge -> edge.before() + (GraphPicture.isGather(graph, edge) ? " of all samples" : ""))
                .collect(Collectors.joining(", "));
        return step.name() + " runs " + (step.perSample() ? "once per sample" : "once")
                + (after.isEmpty() ? "" : ", after ") + after + ".";
    }

    private void heading(int room) {
        lines.add(text(
                "heading", MARGIN, MARGIN + 14, TextWidth.cut(graph.pipeline().name(), TITLE_SIZE, room)));
        Optional.ofNullable(graph.pipeline().description())
                .ifPresent(
                        words -> lines.add(text("words", MARGIN, MARGIN + 36, TextWidth.cut(words.strip(), 13, room))));
    }

    private double cardWidth(String step) {
        double name = TextWidth.of(shown(step), NAME_SIZE);
        return Math.max(NARROWEST_CARD, Math.max(name, TextWidth.of(leaves(step), SMALL_SIZE)) + CARD_PADDING);
    }

    private static String shown(String name) {
        return TextWidth.cut(name, NAME_SIZE, WIDEST_NAME);
    }

    private String leaves(String step) {
        String leaves = String.join(", ", graph.step(step).spec().outputs().keySet());
        return TextWidth.cut(leaves, SMALL_SIZE, WIDEST_NAME * 0.8);
    }

    private void card(ResolvedStep step) {
        Box box = layout.box(step.name());
        String leaves = leaves(step.name());
        lines.add("<g class=\"" + (step.perSample() ? "lanes" : "once") + "\">");
        lines.add(Xml.element("title", told(step)));
        lines.addAll(SvgStyle.card(box, step.perSample()));
        int middle = box.left() + box.width() / 2;
        lines.add(text("name", middle, box.middle() + (leaves.isEmpty() ? 5 : -3), shown(step.name())));
        if (!leaves.isEmpty()) {
            lines.add(text("small", middle, box.middle() + 15, leaves));
        }
        lines.add("</g>");
    }

    private static String text(String kind, int x, int y, String content) {
        return SvgStyle.text(kind, x, y, content);
    }
}
