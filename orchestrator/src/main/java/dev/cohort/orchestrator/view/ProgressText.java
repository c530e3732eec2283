package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Where a run stands, a line a step: a bar for a terminal, plain words for a pipe. */
public final class ProgressText {
    private static final int BAR_WIDTH = 30;

    private final Paint paint;

    public ProgressText(Paint paint) {
        this.paint = paint;
    }

    /** A line for each step that has anything to do, to be drawn over and over. */
    public List<String> bars(RunProgress progress, Duration elapsed) {
        List<PlannedStep> steps = progress.steps().stream()
                .filter(step -> progress.step(step.name()).total() > 0)
                .toList();
        int width = steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
        return steps.stream()
                .map(step -> bar(step.name(), width, progress.step(step.name()), elapsed))
                .toList();
    }

    private String bar(String step, int width, TaskCounts counts, Duration elapsed) {
        String bar = Bar.of(counts.ended(), counts.total(), BAR_WIDTH);
        String painted = counts.failed() + counts.upstream() > 0 ? paint.red(bar) : paint.green(bar);
        return step + " ".repeat(width - step.length()) + "  " + painted + "  " + words(counts) + left(counts, elapsed);
    }

    /** One step in words: {@code picard 3 of 6 done, 2 running, 1 failed}. */
    public String line(String step, TaskCounts counts) {
        return step + " " + words(counts);
    }

    private String words(TaskCounts counts) {
        StringBuilder words = new StringBuilder(
                Amounts.count(counts.succeeded() + counts.passed()) + " of " + Amounts.count(counts.total()) + " done");
        append(words, counts.running(), "running");
        if (counts.failed() > 0) {
            words.append(", ").append(paint.red(Amounts.count(counts.failed()) + " failed"));
        }
        append(words, counts.cancelled(), "stopped");
        append(words, counts.upstream(), "not started");
        return words.toString();
    }

    private static void append(StringBuilder words, int count, String what) {
        if (count > 0) {
            words.append(", ").append(Amounts.count(count)).append(' ').append(what);
        }
    }

    /** Told only once enough has ended to guess from. */
    private static String left(TaskCounts counts, Duration elapsed) {
        int open = counts.running() + counts.pending();
        if (open == 0 || counts.ended() < 2 || elapsed.toSeconds() < 3) {
            return "";
        }
        long seconds = elapsed.toMillis() * open / counts.ended() / 1000;
        return seconds < 5 ? "" : ", about " + rounded(Duration.ofSeconds(seconds)) + " left";
    }

    private static String rounded(Duration left) {
        return Amounts.duration(left.truncatedTo(left.toMinutes() >= 1 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS));
    }
}
