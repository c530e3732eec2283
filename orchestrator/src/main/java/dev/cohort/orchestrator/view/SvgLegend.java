package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.view.GraphLayout.Box;
import dev.cohort.orchestrator.view.GraphLayout.Point;
import java.util.ArrayList;
import java.util.List;

/** Says below a picture what its signs mean; only those that stand in it. */
final class SvgLegend {
    static final int HEIGHT = 40;

    private static final int SIGN = 42;
    private static final int GAP = 26;
    private static final double SIZE = 12;

    private final List<Kind> kinds;

    /** What a sign stands for. */
    enum Kind {
        ONCE("runs once"),
        PER_SAMPLE("runs once per sample"),
        GATHER("gather: waits for all samples"),
        ORDER("order only, no data");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    SvgLegend(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    int width() {
        return kinds.stream().mapToInt(SvgLegend::width).sum() - GAP;
    }

    private static int width(Kind kind) {
        return SIGN + (int) Math.ceil(TextWidth.of(kind.words, SIZE)) + GAP;
    }

    List<String> draw(int left, int top) {
        List<String> lines = new ArrayList<>();
        int x = left;
        for (Kind kind : kinds) {
            lines.addAll(sign(kind, x, top + HEIGHT / 2));
            lines.add(SvgStyle.text("key", x + SIGN, top + HEIGHT / 2 + 4, kind.words));
            x += width(kind);
        }
        return lines;
    }

    private static List<String> sign(Kind kind, int x, int y) {
        return switch (kind) {
            case ONCE, PER_SAMPLE -> card(new Box(x, y, 26, 16), kind == Kind.PER_SAMPLE);
            case GATHER -> SvgEdges.data(way(x, y), true, false, "gather");
            case ORDER -> SvgEdges.order(way(x, y));
        };
    }

    private static List<Point> way(int x, int y) {
        return List.of(new Point(x, y), new Point(x + 36, y));
    }

    private static List<String> card(Box box, boolean perSample) {
        List<String> lines = new ArrayList<>(List.of("<g class=\"" + (perSample ? "lanes" : "once") + "\">"));
        lines.addAll(SvgStyle.card(box, perSample));
        lines.add("</g>");
        return lines;
    }
}
