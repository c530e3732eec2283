package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.spec.ColumnSpec;
import java.util.List;
import java.util.stream.IntStream;

/** The columns of a table that the pipeline reads, and where in a row each stands. */
record Header(int width, List<Column> columns) {

    /** A declared column, and which field of a row holds its cell. */
    record Column(ColumnSpec spec, int field) {}

    Header {
        columns = List.copyOf(columns);
    }

    /** The columns of several files, by their numbers among those that are read. */
    List<Integer> ofFiles() {
        return IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).spec().rule().isFiles())
                .boxed()
                .toList();
    }

    List<String> names() {
        return columns.stream().map(column -> column.spec().name()).toList();
    }
}
