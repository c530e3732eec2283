package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a table: a header, and below it one row per sample. */
final class TableReader {
    private final SheetFaults faults;
    private final RowReader rows;
    private final Header header;
    private final TableBuilder table;
    private final NameCheck names;

    private TableReader(SheetFaults faults, RowReader rows, Header header, String base) {
        this.faults = faults;
        this.rows = rows;
        this.header = header;
        this.table = new TableBuilder(header.names(), base);
        this.names = new NameCheck(table, false);
    }

    /** Empty where the header cannot be read, which has been told. */
    static Optional<TableBuilder> read(
            SheetFaults faults, RowReader rows, Map<String, ColumnSpec> declared, String base) throws IOException {
        Optional<Row> top = rows.next().filter(Row::isSound);
        if (top.isEmpty()) {
            return Optional.empty();
        }
        Header header = new HeaderReader(faults, declared).read(top.get());
        return Optional.of(new TableReader(faults, rows, header, base).readRows());
    }

    private TableBuilder readRows() throws IOException {
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (row.get().isSound() && !row.get().isEmpty()) {
                read(row.get());
            }
        }
        return table;
    }

    private void read(Row row) {
        int width = row.fields().size();
        if (width != header.width()) {
            faults.tell(row.line(), () -> wrongWidth(row));
            return;
        }
        String sample = row.fields().get(0);
        List<String> cells = cells(row);
        if (names.isGood(sample)) {
            table.add(row.line(), sample, cells);
        }
    }

    private Problem wrongWidth(Row row) {
        int width = row.fields().size();
        boolean few = width < header.width();
        return Problem.error(
                        row.placeFrom(few ? width : header.width()),
                        "this row has " + fields(width) + ", and the header has " + header.width())
                .hint(
                        few
                                ? "add what is missing; an empty cell needs its separator too"
                                : "remove what is too much, or put a cell that holds a separator in quotes");
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    /** In the order of the header; told are the faults of the name first, as it stands first. */
    private List<String> cells(Row row) {
        String sample = row.fields().get(0);
        if (!names.isGood(sample)) {
            faults.tell(row.line(), () -> names.fault(sample, row.place(0)));
        }
        List<String> cells = new ArrayList<>(header.columns().size());
        for (Header.Column column : header.columns()) {
            String cell = row.fields().get(column.field());
            tellFault(row, column, cell);
            cells.add(cell);
        }
        return cells;
    }

    private void tellFault(Row row, Header.Column column, String cell) {
        String name = column.spec().name();
        if (cell.isEmpty()) {
            if (column.spec().fallback() == null) {
                faults.tell(
                        row.line(),
                        () -> Problem.error(row.place(column.field()), "the cell of `" + name + "` is empty")
                                .hint("fill it, or give the column a default in the pipeline"));
            }
            return;
        }
        if (cell.startsWith("\"") && row.place(column.field()).text().startsWith(" ")) {
            faults.tell(
                    row.line(),
                    () -> Problem.error(row.place(column.field()), "white space stands before a quote")
                            .hint("remove it; a quote counts only right after the separator"));
            return;
        }
        column.spec()
                .rule()
                .fault(cell)
                .ifPresent(fault -> faults.tell(
                        row.line(),
                        () -> Problem.error(row.place(column.field()), "the cell of `" + name + "` " + fault)));
    }
}
