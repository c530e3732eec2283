package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problem;
import java.util.List;

/** How many problems there are, in words. */
final class Counts {
    private Counts() {}

    static String of(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.size() - errors;
        if (errors == 0) {
            return warnings == 0 ? "no problems" : count(warnings, "warning");
        }
        return count(errors, "error") + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
