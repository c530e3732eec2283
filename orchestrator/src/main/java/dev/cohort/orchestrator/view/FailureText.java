package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.FailedTask;
import java.util.ArrayList;
import java.util.List;

/** A failed task in three parts: what happened, how its log ends, what to do next. */
public final class FailureText {
    private static final int TAIL_LINES = 3;

    private final Paint paint;

    public FailureText(Paint paint) {
        this.paint = paint;
    }

    public List<String> lines(FailedTask task) {
        List<String> lines = new ArrayList<>();
        lines.add(paint.red("failed:") + " " + TaskWords.name(task.step(), task.sample()) + " ("
                + TaskWords.kind(task.kind()) + "): " + Visible.text(task.message()));
        List<String> tail = task.tail().stream().filter(line -> !line.isBlank()).toList();
        tail.subList(Math.max(0, tail.size() - TAIL_LINES), tail.size())
                .forEach(line -> lines.add("  " + paint.dim("| " + Visible.line(line))));
        if (task.log() != null) {
            lines.add("  whole log: " + Visible.text(task.log()));
        }
        return lines;
    }
}
