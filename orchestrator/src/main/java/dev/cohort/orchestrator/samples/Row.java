package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Place;
import java.util.List;

/**
 * One row of a table.
 *
 * @param isSound whether all of its lines are text; where not, that has been told, and its fields mean nothing
 */
record Row(SheetText text, char separator, List<String> fields, boolean isSound) {

    int line() {
        return text.line();
    }

    /** What spreadsheets leave behind where rows were emptied. */
    boolean isEmpty() {
        return fields.stream().allMatch(String::isEmpty);
    }

    /** A field as it is written, quotes included. */
    Place place(int field) {
        RawFields raw = new RawFields(text.raw(), separator);
        return text.place(raw.start(field), raw.end(field));
    }

    /** From this field to the end of the row, or the end itself where the row has no such field. */
    Place placeFrom(int field) {
        RawFields raw = new RawFields(text.raw(), separator);
        int end = raw.end(fields.size() - 1);
        return text.place(field < fields.size() ? raw.start(field) : end, end);
    }
}
