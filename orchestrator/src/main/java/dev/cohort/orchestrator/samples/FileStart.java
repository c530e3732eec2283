package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import java.util.Optional;

/** Knows by the first bytes of a file some kinds that are no UTF-8 text but are often given for one. */
final class FileStart {
    private FileStart() {}

    static Optional<Problem> fault(String sheet, SheetLines lines) {
        if (lines.startsWith((byte) 0xff, (byte) 0xfe) || lines.startsWith((byte) 0xfe, (byte) 0xff)) {
            return fault(sheet, "the sheet is encoded as UTF-16", "save it as UTF-8");
        }
        if (lines.startsWith((byte) 'P', (byte) 'K', (byte) 3, (byte) 4)) {
            return fault(sheet, "the sheet is a workbook or a zip file", "export it as CSV");
        }
        if (lines.startsWith((byte) 0x1f, (byte) 0x8b)) {
            return fault(sheet, "the sheet is compressed, or is a BAM file", "give a text file with one sample a line");
        }
        return Optional.empty();
    }

    private static Optional<Problem> fault(String sheet, String message, String hint) {
        return Optional.of(
                Problem.error(new SheetText(sheet, 1, "").place(0, 0), message).hint(hint));
    }
}
