package dev.cohort.orchestrator.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts things below each other, each as near as can be to where it would like to be: the sum of the squared distances is
 * least. (Known as isotonic regression: who would overlap moves together, as one block, to the mean of their wishes.)
 */
final class Rows {
    private Rows() {}

    /**
     * The middle of each, in order.
     *
     * @param wishes where each would like its middle to be
     * @param weights how much each wish counts
     * @param heights what each takes
     */
    static double[] place(double[] wishes, double[] weights, double[] heights, double gap) {
        double[] offsets = offsets(heights, gap);
        List<Together> blocks = new ArrayList<>();
        for (int i = 0; i < wishes.length; i++) {
            Together block = new Together(1, weights[i], wishes[i] - offsets[i]);
            while (!blocks.isEmpty() && blocks.get(blocks.size() - 1).at > block.at) {
                block = blocks.remove(blocks.size() - 1).and(block);
            }
            blocks.add(block);
        }
        double[] middles = new double[wishes.length];
        int next = 0;
        for (Together block : blocks) {
            Arrays.fill(middles, next, next + block.members, block.at);
            next += block.members;
        }
        Arrays.setAll(middles, i -> middles[i] + offsets[i]);
        return middles;
    }

    /** How far below the first each lies when all stand close. */
    private static double[] offsets(double[] heights, double gap) {
        double[] offsets = new double[heights.length];
        for (int i = 1; i < heights.length; i++) {
            offsets[i] = offsets[i - 1] + (heights[i - 1] + heights[i]) / 2 + gap;
        }
        return offsets;
    }

    private record Together(int members, double weight, double at) {
        Together and(Together below) {
            double sum = weight + below.weight;
            return new Together(members + below.members, sum, (weight * at + below.weight * below.at) / sum);
        }
    }
}
