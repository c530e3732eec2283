package dev.cohort.orchestrator.plan;

import java.util.Arrays;

/** Growing lists of lane numbers, without an object for each. */
final class LaneLists {
    private final int[][] lists;
    private final int[] sizes;

    LaneLists(int count) {
        this.lists = new int[count][16];
        this.sizes = new int[count];
    }

    void add(int list, int lane) {
        if (sizes[list] == lists[list].length) {
            lists[list] = Arrays.copyOf(lists[list], sizes[list] * 2);
        }
        lists[list][sizes[list]++] = lane;
    }

    int[] lanes(int list) {
        return Arrays.copyOf(lists[list], sizes[list]);
    }
}
