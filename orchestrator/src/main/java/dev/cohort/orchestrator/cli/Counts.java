package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.diag.Problems;

/** How many problems there are, in words. */
final class Counts {
    private Counts() {}

    static String of(Problems problems) {
        int errors = problems.errors();
        int warnings = problems.warnings();
        if (errors == 0) {
            return warnings == 0 ? "no problems" : count(warnings, "warning");
        }
        return count(errors, "error") + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
    }

    static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
