package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.RetriedTask;

/** A task that is tried again, in one line: it has not failed, and there may be many. */
public final class RetryText {
    private final Paint paint;

    public RetryText(Paint paint) {
        this.paint = paint;
    }

    /** {@code tried again: align X after attempt 1 of 3 (tool): The script failed with exit code 7.} */
    public String line(RetriedTask task) {
        return paint.yellow("tried again:") + " " + TaskWords.name(task.step(), task.sample()) + " after attempt "
                + task.attempt() + " of " + task.attempts()
                + (task.kind() == null ? "" : " (" + TaskWords.kind(task.kind()) + ")") + ": "
                + Visible.text(task.message());
    }

    /** In the place of those that are not told. */
    public static String more(String step) {
        return "Of " + step + ", what is tried again from here on is only counted.";
    }
}
