package dev.cohort.orchestrator.diag;

import java.util.Locale;

/** How grave a problem is: an error stops the command, a warning is only told. */
public enum Severity {
    ERROR,
    WARNING;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
