package dev.cohort.orchestrator.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in aligned columns. */
final class Table {
    private static final String GAP = "  ";
    private static final String NOTHING = "-";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;
    private final boolean[] optional;

    /**
     * Headings; one that starts with {@code >} has its column set to the right, and before that a {@code ?} says that the
     * column is left out where all of its cells are dashes.
     */
    Table(String... headings) {
        right = new boolean[headings.length];
        optional = new boolean[headings.length];
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < headings.length; i++) {
            optional[i] = headings[i].startsWith("?");
            String heading = headings[i].substring(optional[i] ? 1 : 0);
            right[i] = heading.startsWith(">");
            shown.add(heading.substring(right[i] ? 1 : 0));
        }
        rows.add(shown);
    }

    void row(String... cells) {
        rows.add(Arrays.asList(cells));
    }

    /** The rows, the first of them the headings. */
    List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private boolean isShown(int column) {
        return !optional[column]
                || rows.stream().skip(1).anyMatch(row -> !row.get(column).equals(NOTHING));
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (isShown(i)) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : GAP);
                line.append(right[i] ? padding + row.get(i) : row.get(i) + padding);
            }
        }
        return line.toString().stripTrailing();
    }
}
