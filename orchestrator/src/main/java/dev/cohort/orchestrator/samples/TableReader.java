package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.spec.ColumnSpec;
import dev.cohort.orchestrator.spec.ValueRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a table: a header, and below it one row per sample. */
final class TableReader {
    /** Nobody has more files of one sample. */
    private static final int MOST_ROWS = 1_000;

    private final SheetFaults faults;
    private final RowReader rows;
    private final Header header;
    private final TableBuilder table;
    private final NameCheck names;

    private TableReader(SheetFaults faults, RowReader rows, Header header, String base) {
        this.faults = faults;
        this.rows = rows;
        this.header = header;
        this.table = new TableBuilder(header.names(), header.ofFiles(), base);
        this.names = NameCheck.inTable(table);
    }

    /** Empty where the header cannot be read, which has been told. */
    static Optional<TableBuilder> read(
            int headerLine, SheetFaults faults, RowReader rows, Map<String, ColumnSpec> declared, String base)
            throws IOException {
        Optional<Row> top = rows.next().filter(row -> row.isSound() && row.line() == headerLine);
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
        int lane = known(sample);
        if (lane >= 0) {
            readMore(row, lane);
            return;
        }
        boolean isGood = names.isGood(sample);
        if (!isGood) {
            faults.tell(row.line(), () -> names.fault(sample, sample, row.place(0)));
        }
        List<String> cells = cells(row);
        if (isGood) {
            table.add(row.line(), sample, cells);
        }
    }

    /** The lane of a sample that may have several rows, as the pipeline reads several files of it. */
    private int known(String sample) {
        int lane = header.ofFiles().isEmpty() ? -1 : table.find(sample);
        return lane >= 0 && table.sample(lane).equals(sample) ? lane : -1;
    }

    private void readMore(Row row, int lane) {
        List<String> cells = cells(row);
        for (int column = 0; column < cells.size(); column++) {
            if (!header.ofFiles().contains(column) && !cells.get(column).equals(table.cell(lane, column))) {
                Header.Column other = header.columns().get(column);
                tell(
                        row,
                        other,
                        "`" + other.spec().name() + "` of the sample `" + table.sample(lane)
                                + "` is something else in line " + table.line(lane),
                        "the rows of a sample differ in its files only; write the same in all of them");
            }
        }
        if (table.rows(lane) == MOST_ROWS) {
            faults.tell(
                    row.line(),
                    () -> Problem.error(
                            row.place(0),
                            "the sample `" + table.sample(lane) + "` has more than " + MOST_ROWS + " rows"));
        } else if (table.rows(lane) < MOST_ROWS) {
            table.addMore(lane, cells);
        }
    }

    private Problem wrongWidth(Row row) {
        int width = row.fields().size();
        return Problem.error(
                        row.placeFrom(Math.min(width, header.width())),
                        "this row has " + fields(width) + ", and the header has " + header.width())
                .hint(widthHint(row));
    }

    private String widthHint(Row row) {
        if (row.fields().size() > header.width()) {
            return "remove what is too much, or put a cell that holds a separator in quotes";
        }
        boolean otherwise = row.fields().size() == 1
                && row.fields().get(0).chars().anyMatch(c -> c == '\t' || c == ',' || c == ';');
        return otherwise
                ? "part its fields as the header does"
                : "add what is missing; an empty cell needs its separator too";
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }

    private List<String> cells(Row row) {
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
            tellEmpty(row, column);
        } else if (cell.startsWith("\"") && !row.place(column.field()).text().startsWith("\"")) {
            tell(row, column, "white space stands before a quote", "remove it; a quote counts only at the very start");
        } else {
            ValueRule rule = column.spec().rule();
            rule.fault(cell)
                    .ifPresent(fault -> tell(row, column, "the cell of `" + name + "` " + fault, rule.hint(cell)));
        }
    }

    private void tellEmpty(Row row, Header.Column column) {
        if (column.spec().fallback() == null) {
            String message = "the cell of `" + column.spec().name() + "` is empty";
            tell(row, column, message, "fill it, or give the column a default in the pipeline");
        }
    }

    private void tell(Row row, Header.Column column, String message, String hint) {
        tell(row, column, message, Optional.of(hint));
    }

    private void tell(Row row, Header.Column column, String message, Optional<String> hint) {
        faults.tell(
                row.line(),
                () -> Problem.error(row.place(column.field()), message).hint(hint));
    }
}
