package dev.cohort.orchestrator.samples;

import java.util.List;

/** Gathers rows into a table, and knows at any time which samples are already there. */
final class TableBuilder {
    private final List<String> columns;
    private final String base;
    private final SheetRows rows = new SheetRows();
    private final NameIndex index = new NameIndex(rows);

    TableBuilder(List<String> columns, String base) {
        this.columns = List.copyOf(columns);
        this.base = base;
    }

    int size() {
        return rows.size();
    }

    List<String> columns() {
        return columns;
    }

    /** The lane of a sample whose name is the same but for case, or -1. */
    int find(String sample) {
        return index.find(sample);
    }

    String sample(int lane) {
        return rows.sample(lane);
    }

    int line(int lane) {
        return rows.line(lane);
    }

    void add(int line, String sample, List<String> cells) {
        rows.add(line, sample, cells);
        index.put(rows.size() - 1);
    }

    SampleTable build() {
        rows.trim();
        return new SampleTable(columns, base, rows, index);
    }
}
