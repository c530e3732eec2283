package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Visible;

/** Says why nothing of a step is started. */
public final class StuckText {
    private StuckText() {}

    public static String line(String step, String why) {
        return "stuck: nothing of " + step + " is started, as AWS Batch says: " + Visible.text(why)
                + "; give it a queue whose machines can hold it, or end the run with `cohort cancel`";
    }
}
