package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.view.GraphLayout.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws what waits for what: lanes as strands side by side, a gather as strands that meet, an order without data as dots. */
final class SvgEdges {
    private static final int STRAND = 6;
    private static final int TIP = 7;
    private static final int TIP_HALF = 3;

    private final StepGraph graph;
    private final GraphLayout layout;
    private int drawn;

    SvgEdges(StepGraph graph, GraphLayout layout) {
        this.graph = graph;
        this.layout = layout;
    }

    List<String> edge(Dependency edge) {
        boolean fromLanes = graph.step(edge.before()).perSample();
        boolean toLanes = graph.step(edge.after()).perSample();
        return edge.data() ? data(layout.way(edge), fromLanes, toLanes, "edge" + ++drawn) : order(layout.way(edge));
    }

    static List<String> order(List<Point> way) {
        return List.of(
                "<g class=\"order\"><path d=\"" + curve(way, 0, 0) + "\"/></g>",
                "<g class=\"tip\">" + tip("none", way.get(way.size() - 1), 0) + "</g>");
    }

    static List<String> data(List<Point> way, boolean fromLanes, boolean toLanes, String id) {
        List<String> lines = new ArrayList<>(List.of("<g class=\"edge\">"));
        String colour = fromLanes ? "class=\"lane\"" : "class=\"one\"";
        if (fromLanes != toLanes) {
            lines.add(blend(id, fromLanes ? way.subList(way.size() - 2, way.size()) : way, fromLanes));
            colour = "stroke=\"url(#" + id + ")\"";
        }
        for (int lane : strands(fromLanes || toLanes)) {
            lines.add("<path " + colour + " d=\""
                    + curve(way, fromLanes ? lane * STRAND : 0, toLanes ? lane * STRAND : 0) + "\"/>");
        }
        lines.add("</g>");
        lines.add(tips(way.get(way.size() - 1), toLanes));
        return lines;
    }

    private static String tips(Point end, boolean lanes) {
        return IntStream.of(strands(lanes))
                .mapToObj(lane -> tip(lanes ? "lane" : "one", end, lane * STRAND))
                .collect(Collectors.joining("", "<g class=\"tip\">", "</g>"));
    }

    /** A few stand for all, as nobody knows how many there will be. */
    private static int[] strands(boolean lanes) {
        return lanes ? new int[] {-1, 0, 1} : new int[] {0};
    }

    /** From the colour of the one kind to that of the other, where the strands spread or meet. */
    private static String blend(String id, List<Point> bow, boolean fromLanes) {
        return "<linearGradient id=\"" + id + "\" gradientUnits=\"userSpaceOnUse\" x1=\""
                + bow.get(0).x() + "\" y1=\"0\" x2=\"" + bow.get(1).x()
                + "\" y2=\"0\"><stop offset=\"0.1\" class=\"" + (fromLanes ? "lane" : "one")
                + "\"/><stop offset=\"0.9\" class=\"" + (fromLanes ? "one" : "lane") + "\"/></linearGradient>";
    }

    /** Bends between the columns and goes straight through them; strands spread or meet where they arrive. */
    private static String curve(List<Point> way, int spreadFrom, int spreadTo) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < way.size(); i += 2) {
            boolean last = i + 2 >= way.size();
            boolean gathers = spreadTo == 0;
            int from = i == 0 || gathers ? spreadFrom : spreadTo;
            int to = last || !gathers ? spreadTo : spreadFrom;
            path.append(i == 0 ? "M" + at(way.get(0), from, 0) : " L" + at(way.get(i), from, 0))
                    .append(bow(way.get(i), from, way.get(i + 1), to, last ? TIP - 1 : 0));
        }
        return path.toString();
    }

    private static String bow(Point from, int spreadFrom, Point to, int spreadTo, int before) {
        int half = (to.x() - before - from.x()) / 2;
        return " C" + at(from, spreadFrom, half) + " " + at(to, spreadTo, -before - half) + " "
                + at(to, spreadTo, -before);
    }

    private static String at(Point point, int down, int right) {
        return point.x() + right + " " + (point.y() + down);
    }

    private static String tip(String kind, Point end, int down) {
        return "<path class=\"" + kind + "\" d=\"M" + at(end, down - TIP_HALF, -TIP) + " L" + at(end, down, 0) + " L"
                + at(end, down + TIP_HALF, -TIP) + " Z\"/>";
    }
}
