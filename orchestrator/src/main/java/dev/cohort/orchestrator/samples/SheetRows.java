package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.spec.ValueRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * The cells of all lanes in one arena: per lane the sample's name, then its cells in the order of the columns. What further rows
 * of a sample add to its columns of several files stands behind, and is found by {@link MoreRows}.
 */
final class SheetRows {
    private final ByteArena arena = new ByteArena();
    private long[] starts = new long[16];
    private int[] lines = new int[16];
    private int size;
    private final MoreRows more = new MoreRows();

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

    /** Adds another row of a lane: its cells of several files alone, by the numbers of their columns. */
    void addMore(int lane, SortedMap<Integer, String> cells) {
        more.add(checked(lane), arena.size());
        cells.values().forEach(arena::addText);
    }

    /** How many rows a lane has. */
    int rows(int lane) {
        return 1 + more.count(lane);
    }

    /** The cell of several files with all that further rows add, of which it is the n-th among its kind. */
    String files(int lane, int column, int nth) {
        List<String> cells = new ArrayList<>(List.of(cell(lane, column)));
        more.starts(lane).forEach(start -> cells.add(arena.textAt(skip(start, nth))));
        cells.removeIf(String::isEmpty);
        return ValueRule.joined(cells);
    }

    private long skip(long from, int texts) {
        long at = from;
        for (int passed = 0; passed < texts; passed++) {
            at = arena.after(at);
        }
        return at;
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

    /** Empty where the sheet's cell is; of the first row of the sample. */
    String cell(int lane, int column) {
        return arena.textAt(skip(start(lane), column + 1));
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
