package dev.cohort.orchestrator.samples;

import java.util.Arrays;
import java.util.List;

/** The cells of all lanes in one arena: per lane the sample's name, then its cells in the order of the columns. */
final class SheetRows {
    private final ByteArena arena = new ByteArena();
    private long[] starts = new long[16];
    private int[] lines = new int[16];
    private int size;

    int size() {
        return size;
    }

    ByteArena arena() {
        return arena;
    }

    void add(int line, String sample, List<String> cells) {
        if (size == starts.length) {
            resize(size + (size >> 1));
        }
        starts[size] = arena.size();
        lines[size++] = line;
        arena.addText(sample);
        cells.forEach(arena::addText);
    }

    /** Gives back what growing has left over. */
    void trim() {
        resize(size);
    }

    private void resize(int length) {
        starts = Arrays.copyOf(starts, length);
        lines = Arrays.copyOf(lines, length);
    }

    int line(int lane) {
        return lines[checked(lane)];
    }

    String sample(int lane) {
        return arena.textAt(start(lane));
    }

    /** Empty where the sheet's cell is. */
    String cell(int lane, int column) {
        long at = start(lane);
        for (int passed = 0; passed <= column; passed++) {
            at = arena.after(at);
        }
        return arena.textAt(at);
    }

    /** Where the sample's name stands in the arena. */
    long start(int lane) {
        return starts[checked(lane)];
    }

    private int checked(int lane) {
        if (lane < 0 || lane >= size) {
            throw new IndexOutOfBoundsException("there is no lane " + lane + " among " + size);
        }
        return lane;
    }
}
