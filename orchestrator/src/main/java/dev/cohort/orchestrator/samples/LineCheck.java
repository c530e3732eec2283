package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Problem;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells what is wrong with a line whatever it means: its length, its encoding, its characters. */
final class LineCheck {
    private final SheetFaults faults;

    LineCheck(SheetFaults faults) {
        this.faults = faults;
    }

    /** Whether it makes sense to read on in this line. */
    boolean isSound(SheetLine line) {
        if (line.cut()) {
            return unsound(line, () -> tooLong(line));
        }
        if (line.badAt() >= 0) {
            return unsound(line, () -> notUtf8(line));
        }
        int control = line.controlAt();
        return control < 0 || unsound(line, () -> control(line, control));
    }

    private boolean unsound(SheetLine line, Supplier<Problem> fault) {
        faults.tell(line.number(), fault);
        return false;
    }

    private Problem tooLong(SheetLine line) {
        SheetText start =
                new SheetText(faults.sheet(), line.number(), line.text().substring(0, 1000));
        return Problem.error(start.place(0, 0), "this line is longer than " + SheetLines.LONGEST / 1024 + " KiB")
                .hint("a sheet has one sample a line; is this the right file?");
    }

    private Problem notUtf8(SheetLine line) {
        return Problem.error(text(line).place(line.badAt(), line.badAt() + 1), "this is not valid UTF-8")
                .hint("save the file as UTF-8, or use plain letters");
    }

    private Problem control(SheetLine line, int at) {
        char found = line.text().charAt(at);
        return Problem.error(
                        text(line).place(at, at + 1),
                        String.format(Locale.ROOT, "a control character (U+%04X) stands in this line", (int) found))
                .hint(
                        found == 0
                                ? "save the file as UTF-8; such a character is a sign of UTF-16 or of no text at all"
                                : "remove it");
    }

    private SheetText text(SheetLine line) {
        return new SheetText(faults.sheet(), line.number(), line.text());
    }
}
