package dev.cohort.orchestrator.view;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How tasks and their ends are called. */
public final class TaskWords {
    private TaskWords() {}

    /** {@code kallisto S001}; of a step of the cohort its name alone. */
    public static String name(String step, @Nullable String sample) {
        return sample == null ? step : step + " " + sample;
    }

    public static String kind(FailureKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code tool: The script failed}; of a failed task. */
    public static String failure(Outcome outcome) {
        String kind = outcome.kind() == null ? "failed" : kind(outcome.kind());
        return outcome.message() == null ? kind : kind + ": " + outcome.message();
    }
}
