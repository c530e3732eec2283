package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.spec.ColumnSpec;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads a list file: one name a line. */
final class ListReader {
    private final SheetFaults faults;
    private final LineCheck check;
    private final TableBuilder table;
    private final NameCheck names;

    ListReader(SheetFaults faults, LineCheck check, String base) {
        this.faults = faults;
        this.check = check;
        this.table = new TableBuilder(List.of(), base);
        this.names = new NameCheck(table, true);
    }

    TableBuilder read(SheetLine first, SheetLines lines, Collection<ColumnSpec> declared) throws IOException {
        declared.stream().filter(column -> column.fallback() == null).forEach(column -> tellLacking(first, column));
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
                        .hint("make it a table: a header `sample," + column.name()
                                + "`, and below it a row for each sample"));
    }

    private void read(SheetLine line) {
        String written = line.text().strip();
        String name = NameCheck.withoutBam(written);
        if (names.isGood(name)) {
            table.add(line.number(), name, List.of());
        } else {
            faults.tell(line.number(), () -> fault(line, written, name));
        }
    }

    private Problem fault(SheetLine line, String written, String name) {
        Place place = text(line).firstLine();
        return name.isEmpty()
                ? Problem.error(place, "nothing is left of `" + written + "` without its ending")
                        .hint("write the name of the sample")
                : names.fault(name, place);
    }

    private SheetText text(SheetLine line) {
        return new SheetText(faults.sheet(), line.number(), line.text());
    }
}
