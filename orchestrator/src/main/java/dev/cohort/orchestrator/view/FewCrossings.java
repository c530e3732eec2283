package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.view.LayeredSteps.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Orders the slots of each column so that few edges cross: sweeps to and fro put each slot at the mean of its neighbours, then
 * neighbours change places as long as that helps. The best order that was seen counts; equal graphs give equal orders.
 */
final class FewCrossings {
    private static final int SWEEPS = 12;

    /** With more slots than that, changing places costs more than it shows. */
    private static final int MOST_TO_SWAP = 150;

    private final LayeredSteps steps;

    private FewCrossings(LayeredSteps steps) {
        this.steps = steps;
    }

    /** The columns, ordered. */
    static List<List<Slot>> order(LayeredSteps steps) {
        return new FewCrossings(steps).order();
    }

    private List<List<Slot>> order() {
        List<List<Slot>> order = copy(steps.columns());
        List<List<Slot>> best = copy(order);
        long least = crossings(best);
        for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
            sweep(order, sweep % 2 == 0);
            long now = crossings(order);
            if (now < least) {
                least = now;
                best = copy(order);
            }
        }
        if (best.stream().mapToInt(List::size).sum() <= MOST_TO_SWAP) {
            swap(best);
        }
        return best;
    }

    private static List<List<Slot>> copy(List<List<Slot>> order) {
        List<List<Slot>> copy = new ArrayList<>();
        order.forEach(column -> copy.add(new ArrayList<>(column)));
        return copy;
    }

    private void sweep(List<List<Slot>> order, boolean rightwards) {
        for (int i = 1; i < order.size(); i++) {
            int at = rightwards ? i : order.size() - 1 - i;
            List<Slot> beside = order.get(rightwards ? at - 1 : at + 1);
            sort(order.get(at), ranks(beside), rightwards ? steps::leftOf : steps::rightOf);
        }
    }

    private static void sort(List<Slot> column, Map<Slot, Integer> beside, Function<Slot, List<Slot>> neighbours) {
        Map<Slot, Integer> own = ranks(column);
        column.sort(Comparator.comparingDouble(slot -> neighbours.apply(slot).stream()
                .filter(beside::containsKey)
                .mapToInt(beside::get)
                .average()
                .orElse(own.getOrDefault(slot, 0))));
    }

    private void swap(List<List<Slot>> order) {
        boolean better = true;
        while (better) {
            better = false;
            for (int column = 0; column < order.size(); column++) {
                for (int i = 1; i < order.get(column).size(); i++) {
                    better |= swapHelps(order, column, i);
                }
            }
        }
    }

    private boolean swapHelps(List<List<Slot>> order, int column, int at) {
        long before = around(order, column);
        Collections.swap(order.get(column), at - 1, at);
        if (around(order, column) < before) {
            return true;
        }
        Collections.swap(order.get(column), at - 1, at);
        return false;
    }

    private long around(List<List<Slot>> order, int column) {
        return crossings(order, column - 1) + crossings(order, column);
    }

    private long crossings(List<List<Slot>> order) {
        long sum = 0;
        for (int left = 0; left < order.size() - 1; left++) {
            sum += crossings(order, left);
        }
        return sum;
    }

    /** Between a column and the next one. */
    private long crossings(List<List<Slot>> order, int left) {
        if (left < 0 || left >= order.size() - 1) {
            return 0;
        }
        int[][] ends = ends(order.get(left), ranks(order.get(left + 1)));
        long crossings = 0;
        for (int i = 0; i < ends.length; i++) {
            for (int j = 0; j < i; j++) {
                crossings += (long) (ends[i][0] - ends[j][0]) * (ends[i][1] - ends[j][1]) < 0 ? 1 : 0;
            }
        }
        return crossings;
    }

    private int[][] ends(List<Slot> left, Map<Slot, Integer> right) {
        List<int[]> ends = new ArrayList<>();
        for (int rank = 0; rank < left.size(); rank++) {
            for (Slot slot : steps.rightOf(left.get(rank))) {
                Integer other = right.get(slot);
                if (other != null) {
                    ends.add(new int[] {rank, other});
                }
            }
        }
        return ends.toArray(int[][]::new);
    }

    private static Map<Slot, Integer> ranks(List<Slot> column) {
        Map<Slot, Integer> ranks = new HashMap<>();
        column.forEach(slot -> ranks.put(slot, ranks.size()));
        return ranks;
    }
}
