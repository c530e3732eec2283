package dev.cohort.orchestrator.samples;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the faults of a sheet as they are found, and after enough of them only counts. */
final class SheetFaults {
    static final int MOST = 50;

    private final String sheet;
    private final Problems problems;
    private int count;
    private @Nullable Place firstUntold;

    SheetFaults(String sheet, Problems problems) {
        this.sheet = sheet;
        this.problems = problems;
    }

    String sheet() {
        return sheet;
    }

    boolean any() {
        return count > 0;
    }

    /** The line is that of the row; the fault is put into words only when it will be told. */
    void tell(int line, Supplier<Problem> fault) {
        if (++count <= MOST) {
            problems.add(fault.get());
        } else if (firstUntold == null) {
            firstUntold = new SheetText(sheet, line, "").place(0, 0);
        }
    }

    void warn(Problem warning) {
        problems.add(warning);
    }

    /** After the last line. */
    void tellRest() {
        if (firstUntold != null) {
            int rest = count - MOST;
            problems.add(Problem.error(firstUntold, "and " + rest + (rest == 1 ? " more fault" : " more faults"))
                    .hint("mend those above first; the rest may be of the same kind"));
        }
    }
}
