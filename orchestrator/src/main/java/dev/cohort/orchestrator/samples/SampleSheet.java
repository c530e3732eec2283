package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a sample sheet: a list of names, or a table whose first column is {@code sample}. */
public final class SampleSheet {
    private final SheetFaults faults;
    private final SheetLines lines;
    private final LineCheck check;
    private final String base;
    private final Map<String, ColumnSpec> columns;

    private SampleSheet(SheetFaults faults, SheetLines lines, String base, Map<String, ColumnSpec> columns) {
        this.faults = faults;
        this.lines = lines;
        this.check = new LineCheck(faults);
        this.base = base;
        this.columns = columns;
    }

    /**
     * The table, or nothing when the sheet has errors; those are all told, up to a sensible number.
     *
     * @param name what problems call the sheet
     * @param bytes left open
     * @param base the directory that relative paths of the sheet are resolved against
     * @param columns those that the pipeline declares, by name; no others are kept
     */
    public static Optional<SampleTable> read(
            String name, InputStream bytes, String base, Map<String, ColumnSpec> columns, Problems problems)
            throws IOException {
        SheetLines lines = new SheetLines(bytes);
        Optional<Problem> foreign = FileStart.fault(name, lines);
        if (foreign.isPresent()) {
            problems.add(foreign.get());
            return Optional.empty();
        }
        SheetFaults faults = new SheetFaults(name, problems);
        Optional<TableBuilder> table = new SampleSheet(faults, lines, base, columns).read();
        faults.tellRest();
        return faults.any() ? Optional.empty() : table.map(TableBuilder::build);
    }

    private Optional<TableBuilder> read() throws IOException {
        Optional<SheetLine> first = lines.next();
        while (first.filter(SheetLine::isBlankOrComment).isPresent()) {
            first = lines.next();
        }
        if (first.isEmpty()) {
            tellNone(new SheetText(faults.sheet(), 1, ""), "write one name a line");
            return Optional.empty();
        }
        return first.get().cut() && !check.isSound(first.get()) ? Optional.empty() : read(first.get());
    }

    private Optional<TableBuilder> read(SheetLine first) throws IOException {
        FirstLine header = FirstLine.of(first.text());
        return switch (header.kind()) {
            case LIST -> Optional.of(new ListReader(faults, check, columns.values(), base).read(first, lines));
            case TABLE -> table(first, header);
            case NEARLY_TABLE -> {
                tellNearly(first, header);
                yield table(first, header);
            }
            case NEITHER -> {
                tellNeither(first, header);
                yield Optional.empty();
            }
        };
    }

    private Optional<TableBuilder> table(SheetLine first, FirstLine header) throws IOException {
        RowReader rows = new RowReader(new RowFeed(lines, first, check), header.separator(), faults);
        Optional<TableBuilder> table = TableReader.read(first.number(), faults, rows, columns, base);
        if (table.isPresent() && table.get().size() == 0 && !faults.any()) {
            tellNone(text(first), "add a row for each sample below the header");
        }
        return table;
    }

    private void tellNone(SheetText where, String hint) {
        faults.tell(
                where.line(),
                () -> Problem.error(where.firstLine(), "there is no sample in this sheet")
                        .hint(hint));
    }

    private void tellNearly(SheetLine first, FirstLine header) {
        if (header.separator() == ';') {
            faults.tell(
                    first.number(),
                    () -> Problem.error(text(first).firstLine(), "semicolons part the fields of this header")
                            .hint("save the table with commas or tabs"));
        }
        if (!header.firstField().equals("sample")) {
            faults.tell(
                    first.number(),
                    () -> Problem.error(
                                    text(first).firstLine(),
                                    "this looks like the header of a table, but its first column is not `sample`")
                            .hint("write `sample` for `" + header.firstField() + "`; a list of names has no header"));
        }
    }

    private void tellNeither(SheetLine first, FirstLine header) {
        faults.tell(
                first.number(),
                () -> Problem.error(
                                text(first).firstLine(), "this line has several fields, and the first is not `sample`")
                        .hint(
                                hasSampleLater(first, header)
                                        ? "move the column `sample` to the front, in every line"
                                        : "a table begins with a header such as `sample"
                                                + (header.separator() == '\t' ? "<TAB>" : ",")
                                                + "bam`; a list has one name a line"));
    }

    private static boolean hasSampleLater(SheetLine first, FirstLine header) {
        return Stream.of(first.text().split(Pattern.quote(String.valueOf(header.separator())), -1))
                .anyMatch(field -> field.strip().matches("sample|\"sample\""));
    }

    private SheetText text(SheetLine line) {
        return new SheetText(faults.sheet(), line.number(), line.text());
    }
}
