package dev.cohort.orchestrator.samples;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Where the further rows of samples stand that have more than one; costs nothing where none has. */
final class MoreRows {
    private static final int NONE = -1;

    /** By lane: its first further row, its last, and how many there are. */
    private int[] first = {};

    private int[] last = {};
    private int[] count = {};

    /** By further row: where it stands, and which is the next of the same lane. */
    private long[] starts = {};

    private int[] next = {};
    private int size;

    void add(int lane, long start) {
        makeRoom(lane);
        if (count[lane]++ == 0) {
            first[lane] = size;
        } else {
            next[last[lane]] = size;
        }
        last[lane] = size;
        starts[size] = start;
        next[size++] = NONE;
    }

    private void makeRoom(int lane) {
        if (lane >= count.length) {
            int lanes = Math.max(16, lane + 1 + (lane >> 1));
            first = Arrays.copyOf(first, lanes);
            last = Arrays.copyOf(last, lanes);
            count = Arrays.copyOf(count, lanes);
        }
        if (size == starts.length) {
            int rows = Math.max(16, size + (size >> 1));
            starts = Arrays.copyOf(starts, rows);
            next = Arrays.copyOf(next, rows);
        }
    }

    int count(int lane) {
        return lane < count.length ? count[lane] : 0;
    }

    /** Where the further rows of a lane stand, in their order. */
    LongStream starts(int lane) {
        return count(lane) == 0
                ? LongStream.empty()
                : IntStream.iterate(first[lane], row -> row != NONE, row -> next[row])
                        .mapToLong(row -> starts[row]);
    }
}
