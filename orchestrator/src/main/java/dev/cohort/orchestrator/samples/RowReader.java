package dev.cohort.orchestrator.samples;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.FieldModifier;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Reads a table row by row, and goes on after a row whose quotes are torn. */
final class RowReader {
    static final int MOST_FIELDS = 10_000;

    /** White space around a cell is nobody's intention, unless it is put in quotes. */
    private static final FieldModifier TRIMMED = new FieldModifier() {
        @Override
        public String modify(long line, int field, boolean quoted, String cell) {
            return quoted ? cell : cell.strip();
        }
    };

    private final RowFeed feed;
    private final char separator;
    private final SheetFaults faults;
    private Iterator<CsvRecord> records;

    RowReader(RowFeed feed, char separator, SheetFaults faults) {
        this.feed = feed;
        this.separator = separator;
        this.faults = faults;
        this.records = records();
    }

    private Iterator<CsvRecord> records() {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(SheetLines.LONGEST * 4)
                .build(
                        CsvRecordHandler.of(handler -> handler.maxFields(MOST_FIELDS)
                                .maxFieldSize(SheetLines.LONGEST * 4)
                                .maxRecordSize(SheetLines.LONGEST * 4)
                                .fieldModifier(TRIMMED)),
                        feed)
                .iterator();
    }

    /** Empty after the last one, and after a quote that is never closed. */
    Optional<Row> next() throws IOException {
        while (true) {
            feed.startRow();
            try {
                return records.hasNext() ? Optional.of(row(records.next().getFields())) : Optional.empty();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (CsvParseException torn) {
                if (!goesOnAfterTear()) {
                    return Optional.empty();
                }
            }
        }
    }

    private Row row(List<String> fields) {
        return new Row(text(), separator, fields, feed.isSound());
    }

    private SheetText text() {
        return new SheetText(faults.sheet(), feed.firstLine(), feed.row());
    }

    private boolean goesOnAfterTear() {
        SheetText text = text();
        RawFields raw = new RawFields(text.raw(), separator);
        feed.dropLine();
        records = records();
        faults.tell(
                text.line(),
                () -> raw.stray() >= 0 ? stray(text, raw) : raw.isOpen() ? open(text, raw) : other(text, raw));
        return !raw.isOpen();
    }

    private static Problem stray(SheetText text, RawFields raw) {
        Place opening = text.place(raw.lastStart(), raw.lastStart() + 1);
        Place found = text.place(raw.stray(), raw.stray() + 1);
        return Problem.error(found, "a quote is closed, and then the cell goes on")
                .note("it was opened here", opening)
                .hint(strayHint(opening, found));
    }

    private static String strayHint(Place opening, Place found) {
        if (opening.line() != found.line()) {
            return "close the quote of line " + opening.line();
        }
        return found.text().isBlank()
                ? "remove the white space after the quote"
                : "write a quote that belongs to the cell twice: `\"\"`";
    }

    private static Problem open(SheetText text, RawFields raw) {
        return Problem.error(
                        text.place(raw.lastStart(), raw.lastStart() + 1), "a quote is opened here and never closed")
                .hint("close it; nothing below it could be read");
    }

    private static Problem other(SheetText text, RawFields raw) {
        boolean wide = raw.count() > MOST_FIELDS;
        return Problem.error(
                text.place(0, 0),
                wide ? "this row has more than " + MOST_FIELDS + " fields" : "this is no row of a table");
    }
}
