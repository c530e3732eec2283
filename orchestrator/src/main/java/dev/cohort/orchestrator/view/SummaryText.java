package dev.cohort.orchestrator.view;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a run in a few lines: how it went, where the results lie, what to do next. */
public final class SummaryText {
    private final Paint paint;
    private final String store;

    /** The store as its user calls it. */
    public SummaryText(Paint paint, String store) {
        this.paint = paint;
        this.store = store;
    }

    /** @param byRun whether the command that has come to this end is the one that began the run */
    public List<String> lines(RunProgress progress, Duration elapsed, boolean byRun) {
        TaskCounts all = progress.all();
        List<String> lines = new ArrayList<>();
        lines.add(headline(progress.state(), all) + " in "
                + Amounts.duration(Duration.ofSeconds(Math.max(1, elapsed.toSeconds()))) + ".");
        if (progress.end() != null && progress.end().why() != null) {
            lines.add(Visible.text(progress.end().why()));
        }
        lines.addAll(results(progress.steps().stream()
                .filter(step -> hasAny(step, progress.step(step.name())))
                .toList()));
        lines.addAll(incomplete(progress));
        if (!all.allWell()) {
            lines.add((byRun ? "Run the same command again" : "Run the `cohort run` command again that began it")
                    + ": only what is not done will run.");
        }
        return lines;
    }

    /** Gathers that are there, though not of all lanes. */
    private static List<String> incomplete(RunProgress progress) {
        List<String> lines = new ArrayList<>();
        for (PlannedStep gather : progress.steps()) {
            TaskCounts counts = progress.step(gather.name());
            if (counts.succeeded() + counts.passed() > 0) {
                gather.tolerates()
                        .forEach(step -> without(gather.name(), step, progress.step(step))
                                .ifPresent(lines::add));
            }
        }
        return lines;
    }

    private static Optional<String> without(String gather, String step, TaskCounts lanes) {
        int absent = lanes.failed() + lanes.upstream() + lanes.cancelled();
        return absent == 0
                ? Optional.empty()
                : Optional.of(
                        "`" + gather + "` was made without " + Amounts.count(absent, "lane") + " of `" + step + "`.");
    }

    private String headline(RunState state, TaskCounts all) {
        int notStarted = all.upstream() + all.pending();
        String counts = Amounts.count(all.succeeded() + all.passed(), "task") + " done"
                + (all.failed() > 0 ? ", " + Amounts.count(all.failed()) + " failed" : "")
                + (all.cancelled() > 0 ? ", " + Amounts.count(all.cancelled()) + " stopped" : "")
                + (notStarted > 0 ? ", " + Amounts.count(notStarted) + " not started" : "");
        return switch (state) {
            case SUCCEEDED -> paint.green("Done:") + " " + counts;
            case CANCELLED -> paint.yellow("Cancelled:") + " " + counts;
            default -> paint.red("Failed:") + " " + counts;
        };
    }

    private static boolean hasAny(PlannedStep step, TaskCounts counts) {
        return step.current() + counts.succeeded() + counts.passed() > 0;
    }

    /** Where the steps that nothing reads have filed what they left: that is what the pipeline is for. */
    public List<String> results(List<PlannedStep> steps) {
        List<String> lines = new ArrayList<>();
        for (PlannedStep step : steps) {
            if (step.results() != null) {
                lines.add("  " + step.name() + ": " + store + "/" + step.results());
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "Results:");
        }
        return lines;
    }
}
