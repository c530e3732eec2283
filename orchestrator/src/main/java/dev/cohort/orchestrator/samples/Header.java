package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.spec.ColumnSpec;
import java.util.List;

/** The columns of a table that the pipeline reads, and where in a row each stands. */
record Header(int width, List<Column> columns) {

    /** A declared column, and which field of a row holds its cell. */
    record Column(ColumnSpec spec, int field) {}

    Header {
        columns = List.copyOf(columns);
    }

    List<String> names() {
        return columns.stream().map(column -> column.spec().name()).toList();
    }
}
