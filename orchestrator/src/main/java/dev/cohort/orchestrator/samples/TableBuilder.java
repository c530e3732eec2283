package dev.cohort.orchestrator.samples;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers rows into a table, and knows at any time which samples are already there. */
final class TableBuilder {
    private final List<String> columns;

    /** The numbers of those that hold several files. */
    private final List<Integer> ofFiles;

    private final String base;
    private final SheetRows rows = new SheetRows();
    private final NameIndex index = new NameIndex(rows);

    TableBuilder(List<String> columns, List<Integer> ofFiles, String base) {
        this.columns = List.copyOf(columns);
        this.ofFiles = List.copyOf(ofFiles);
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

    /** Another row of a sample that is there: what it adds are files. */
    void addMore(int lane, List<String> cells) {
        SortedMap<Integer, String> files = new TreeMap<>();
        ofFiles.forEach(column -> files.put(column, cells.get(column)));
        rows.addMore(lane, files);
    }

    int rows(int lane) {
        return rows.rows(lane);
    }

    /** A cell of the first row of a sample. */
    String cell(int lane, int column) {
        return rows.cell(lane, column);
    }

    SampleTable build() {
        rows.trim();
        return new SampleTable(columns, ofFiles, base, rows, index);
    }
}
