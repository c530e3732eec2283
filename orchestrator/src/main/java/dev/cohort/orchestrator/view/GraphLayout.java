package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.view.LayeredSteps.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Where everything of a picture of steps lies: boxes in columns, and the ways of the edges between them. */
final class GraphLayout {
    /** Room for one edge at the side of a box: three strands and some air. */
    static final int PORT = 22;

    private static final int COLUMN_GAP = 84;
    private static final int ROW_GAP = 26;
    private static final int SWEEPS = 120;
    /** Long edges rather keep straight than boxes their place. */
    private static final double STRAIGHT = 30;

    private final LayeredSteps steps;
    private final List<List<Slot>> order;
    private final Map<Slot, Box> boxes = new LinkedHashMap<>();

    /** A rectangle by its left side, its middle and its size. */
    record Box(int left, int middle, int width, int height) {
        int right() {
            return left + width;
        }

        int top() {
            return middle - height / 2;
        }

        int bottom() {
            return top() + height;
        }
    }

    /** A point. */
    record Point(int x, int y) {}

    private GraphLayout(LayeredSteps steps) {
        this.steps = steps;
        this.order = FewCrossings.order(steps);
    }

    /**
     * @param width how wide the box of a step is
     * @param height how high it is at least
     */
    static GraphLayout of(LayeredSteps steps, ToDoubleFunction<String> width, int height) {
        GraphLayout layout = new GraphLayout(steps);
        layout.place(layout.middles(height), width, height);
        return layout;
    }

    /** First to and fro, each column by the one before; then, for the details, by both. */
    private Map<Slot, Double> middles(int height) {
        Map<Slot, Double> middles = new HashMap<>();
        steps.slots().forEach(slot -> middles.put(slot, 0.0));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rightwards = sweep % 2 == 0;
            Function<Slot, List<Slot>> neighbours =
                    sweep >= SWEEPS / 2 ? this::beside : rightwards ? steps::leftOf : steps::rightOf;
            for (int i = 0; i < order.size(); i++) {
                settle(order.get(rightwards ? i : order.size() - 1 - i), middles, neighbours, height);
            }
        }
        return middles;
    }

    private List<Slot> beside(Slot slot) {
        List<Slot> beside = new ArrayList<>(steps.leftOf(slot));
        beside.addAll(steps.rightOf(slot));
        return beside;
    }

    private void settle(
            List<Slot> column, Map<Slot, Double> middles, Function<Slot, List<Slot>> neighbours, int height) {
        double[] wishes = column.stream()
                .mapToDouble(slot -> wish(slot, neighbours.apply(slot), middles))
                .toArray();
        double[] weights =
                column.stream().mapToDouble(slot -> slot.bend() ? STRAIGHT : 1).toArray();
        double[] heights =
                column.stream().mapToDouble(slot -> height(slot, height)).toArray();
        double[] placed = Rows.place(wishes, weights, heights, ROW_GAP);
        for (int i = 0; i < placed.length; i++) {
            middles.put(column.get(i), placed[i]);
        }
    }

    /** The mean of its neighbours; of an edge, rather where the rest of it runs. */
    private static double wish(Slot slot, List<Slot> neighbours, Map<Slot, Double> middles) {
        double sum = 0;
        double weights = 0;
        for (Slot other : neighbours) {
            double weight = slot.bend() && other.bend() ? STRAIGHT : 1;
            sum += weight * middles.getOrDefault(other, 0.0);
            weights += weight;
        }
        return weights == 0 ? middles.getOrDefault(slot, 0.0) : sum / weights;
    }

    private int height(Slot slot, int least) {
        int ports = Math.max(steps.leftOf(slot).size(), steps.rightOf(slot).size());
        return slot.bend() ? PORT - ROW_GAP / 2 : Math.max(least, ports * PORT + PORT / 2);
    }

    private void place(Map<Slot, Double> middles, ToDoubleFunction<String> width, int height) {
        Map<Slot, Integer> rows = withoutEmptyBands(middles, height);
        int left = 0;
        for (List<Slot> column : order) {
            int widest = (int) Math.ceil(column.stream()
                    .filter(slot -> !slot.bend())
                    .mapToDouble(slot -> width.applyAsDouble(slot.name()))
                    .max()
                    .orElse(0));
            for (Slot slot : column) {
                boxes.put(slot, new Box(left, rows.getOrDefault(slot, 0), widest, height(slot, height)));
            }
            left += widest + COLUMN_GAP;
        }
    }

    /** Parts of a graph that nothing holds together would drift apart; they move close, and all begins at 0. */
    private Map<Slot, Integer> withoutEmptyBands(Map<Slot, Double> middles, int height) {
        List<Slot> downwards = steps.slots()
                .sorted(Comparator.comparingDouble(
                        slot -> middles.getOrDefault(slot, 0.0) - height(slot, height) / 2.0))
                .toList();
        Map<Slot, Integer> rows = new HashMap<>();
        double filled = -ROW_GAP;
        double closed = 0;
        for (Slot slot : downwards) {
            double half = height(slot, height) / 2.0;
            double middle = middles.getOrDefault(slot, 0.0) - closed;
            double empty = rows.isEmpty() ? middle - half : Math.max(0, middle - half - filled - ROW_GAP);
            closed += empty;
            rows.put(slot, (int) Math.round(middle - empty));
            filled = Math.max(filled, middle - empty + half);
        }
        return rows;
    }

    Box box(String step) {
        return box(new Slot(step, false));
    }

    private Box box(Slot slot) {
        Box box = boxes.get(slot);
        if (box == null) {
            throw new IllegalArgumentException("no place for " + slot);
        }
        return box;
    }

    int width() {
        return boxes.values().stream().mapToInt(Box::right).max().orElse(0);
    }

    int height() {
        return boxes.values().stream().mapToInt(Box::bottom).max().orElse(0);
    }

    /** From the right side of a box to the left side of another; where it passes a column, straight through it. */
    List<Point> way(Dependency edge) {
        List<Slot> slots = steps.ways().getOrDefault(edge, List.of());
        Slot first = slots.get(0);
        Slot last = slots.get(slots.size() - 1);
        List<Point> way = new ArrayList<>();
        way.add(new Point(box(first).right(), box(first).middle() + port(slots.get(1), steps.rightOf(first))));
        for (Slot bend : slots.subList(1, slots.size() - 1)) {
            way.add(new Point(box(bend).left(), box(bend).middle()));
            way.add(new Point(box(bend).right(), box(bend).middle()));
        }
        way.add(new Point(
                box(last).left(), box(last).middle() + port(slots.get(slots.size() - 2), steps.leftOf(last))));
        return way;
    }

    /** Edges leave and reach a side in the order of where they come from and go to, so that none cross there. */
    private int port(Slot other, List<Slot> all) {
        List<Slot> sorted = all.stream()
                .sorted(Comparator.comparingInt(slot -> box(slot).middle()))
                .toList();
        return sorted.indexOf(other) * PORT - (sorted.size() - 1) * PORT / 2;
    }
}
