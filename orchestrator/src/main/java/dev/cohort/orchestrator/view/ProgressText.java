package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a run stands, a line a step: a bar for a terminal, plain words for a pipe. */
public final class ProgressText {
    private static final int BAR_WIDTH = 30;

    private final Paint paint;

    public ProgressText(Paint paint) {
        this.paint = paint;
    }

    /**
     * A line for each step that has anything to do, to be drawn over and over.
     *
     * @param most how many lines there may be: of more steps those are shown of which most is to be seen
     */
    public List<String> bars(RunProgress progress, Duration elapsed, int most) {
        List<String> steps = progress.steps().stream()
                .map(PlannedStep::name)
                .filter(step -> progress.step(step).total() > 0)
                .toList();
        List<String> shown = steps.size() <= most ? steps : telling(steps, progress, Math.max(0, most - 1));
        int width = shown.stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        shown.forEach(step -> lines.add(bar(step, width, progress.step(step), elapsed)));
        if (shown.size() < steps.size()) {
            lines.add(rest(steps.stream().filter(step -> !shown.contains(step)).toList(), progress));
        }
        return lines;
    }

    /** What runs comes first, then what has begun or failed, then what is to come; all in the order of the steps. */
    private static List<String> telling(List<String> steps, RunProgress progress, int room) {
        List<String> first = steps.stream()
                .sorted(Comparator.comparingInt(step -> rank(progress.step(step))))
                .limit(room)
                .toList();
        return steps.stream().filter(first::contains).toList();
    }

    private static int rank(TaskCounts counts) {
        if (counts.running() > 0) {
            return 0;
        }
        if (counts.isDone()) {
            return counts.allWell() ? 3 : 1;
        }
        return counts.ended() > 0 ? 1 : 2;
    }

    private static String rest(List<String> steps, RunProgress progress) {
        long done = steps.stream().filter(step -> progress.step(step).isDone()).count();
        long begun =
                steps.stream().filter(step -> isUnderWay(progress.step(step))).count();
        long others = steps.size() - done - begun;
        return "… " + Amounts.count(steps.size(), "more step")
                + (done > 0 ? ", " + Amounts.count(done) + " done" : "")
                + (begun > 0 ? ", " + Amounts.count(begun) + " under way" : "")
                + (others > 0 ? ", " + Amounts.count(others) + " to come" : "");
    }

    private static boolean isUnderWay(TaskCounts counts) {
        return !counts.isDone() && (counts.running() > 0 || counts.ended() > 0);
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
        append(words, counts.retries(), counts.retries() == 1 ? "retry" : "retries");
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
