package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a list file: one name a line. */
final class ListReader {
    private final SheetFaults faults;
    private final LineCheck check;
    private final List<ColumnSpec> needed;
    private final String header;
    private final TableBuilder table;
    private final NameCheck names;

    ListReader(SheetFaults faults, LineCheck check, Collection<ColumnSpec> declared, String base) {
        this.faults = faults;
        this.check = check;
        this.needed =
                declared.stream().filter(column -> column.fallback() == null).toList();
        this.header = header(declared, needed);
        this.table = new TableBuilder(List.of(), List.of(), base);
        this.names = NameCheck.inList(table, header);
    }

    /** What the list would need to be a table: with the columns that must be there, or else with one for files. */
    private static String header(Collection<ColumnSpec> declared, List<ColumnSpec> needed) {
        Stream<ColumnSpec> columns = needed.isEmpty()
                ? declared.stream().filter(column -> column.rule().isFile()).limit(1)
                : needed.stream();
        String names = columns.map(ColumnSpec::name).collect(Collectors.joining(","));
        return "sample," + (names.isEmpty() ? "bam" : names);
    }

    TableBuilder read(SheetLine first, SheetLines lines) throws IOException {
        needed.forEach(column -> tellLacking(first, column));
        for (Optional<SheetLine> line = Optional.of(first); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlankOrComment() && check.isSound(line.get())) {
                read(line.get());
            }
        }
        return table;
    }

    private void tellLacking(SheetLine first, ColumnSpec column) {
        faults.tell(
                first.number(),
                () -> Problem.error(
                                text(first).firstLine(),
                                "a list gives no column `" + column.name() + "`, which the pipeline needs")
                        .note("declared here without a default", column.place())
                        .hint("make it a table: the header `" + header + "`, and below it a row for each sample"));
    }

    private void read(SheetLine line) {
        String written = line.text().strip();
        String name = NameCheck.withoutBam(written);
        if (names.isGood(name)) {
            table.add(line.number(), name, List.of());
        } else {
            faults.tell(
                    line.number(), () -> names.fault(name, written, text(line).firstLine()));
        }
    }

    private SheetText text(SheetLine line) {
        return new SheetText(faults.sheet(), line.number(), line.text());
    }
}
