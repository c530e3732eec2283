package dev.cohort.orchestrator.view;

import dev.cohort.contract.RunState;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The end of a run in a few lines: how it went, where the results lie, what to do next. */
public final class SummaryText {
    private final Paint paint;

    public SummaryText(Paint paint) {
        this.paint = paint;
    }

    public List<String> lines(RunProgress progress, Duration elapsed) {
        TaskCounts all = progress.all();
        List<String> lines = new ArrayList<>();
        lines.add(headline(progress.state(), all) + " in "
                + Amounts.duration(Duration.ofSeconds(Math.max(1, elapsed.toSeconds()))) + ".");
        lines.addAll(results(progress.plan(), step -> hasAny(step, progress.step(step.name()))));
        lines.addAll(incomplete(progress));
        if (!all.allWell()) {
            lines.add("Run the same command again: only what is not done will run.");
        }
        return lines;
    }

    /** Gathers that are there, though not of all lanes. */
    private static List<String> incomplete(RunProgress progress) {
        List<String> lines = new ArrayList<>();
        for (StepPlan planned : progress.plan().steps()) {
            TaskCounts gather = progress.step(planned.name());
            boolean made = gather.succeeded() + gather.passed() > 0;
            if (made && planned.step().spec().minSuccess().isPresent()) {
                planned.step()
                        .gathered()
                        .forEach(lanes -> without(planned.name(), lanes, progress.step(lanes))
                                .ifPresent(lines::add));
            }
        }
        return lines;
    }

    private static Optional<String> without(String gather, String step, TaskCounts lanes) {
        int absent = lanes.failed() + lanes.upstream();
        return absent == 0
                ? Optional.empty()
                : Optional.of(
                        "`" + gather + "` was made without " + Amounts.count(absent, "lane") + " of `" + step + "`.");
    }

    private String headline(RunState state, TaskCounts all) {
        int notStarted = all.upstream() + all.pending();
        String counts = Amounts.count(all.succeeded() + all.passed(), "task") + " done"
                + (all.failed() > 0 ? ", " + Amounts.count(all.failed()) + " failed" : "")
                + (notStarted > 0 ? ", " + Amounts.count(notStarted) + " not started" : "");
        return switch (state) {
            case SUCCEEDED -> paint.green("Done:") + " " + counts;
            case CANCELLED -> paint.yellow("Cancelled:") + " " + counts;
            default -> paint.red("Failed:") + " " + counts;
        };
    }

    private static boolean hasAny(StepPlan step, TaskCounts counts) {
        return step.current() + counts.succeeded() + counts.passed() > 0;
    }

    /** Where the steps that nothing reads have filed what they left: that is what the pipeline is for. */
    public static List<String> results(RunPlan plan) {
        return results(plan, step -> true);
    }

    private static List<String> results(RunPlan plan, Predicate<StepPlan> hasAny) {
        StoreLayout layout = new StoreLayout(plan.settings().name());
        List<String> lines = new ArrayList<>();
        for (StepPlan planned : plan.steps()) {
            ResolvedStep step = planned.step();
            if (plan.graph().isLeaf(step.name()) && !step.spec().outputs().isEmpty() && hasAny.test(planned)) {
                String folder = step.perSample()
                        ? layout.results(step.name()) + "/<sample>"
                        : layout.results(step.name(), null);
                lines.add("  " + step.name() + ": " + plan.settings().store() + "/" + folder);
            }
        }
        if (!lines.isEmpty()) {
            lines.add(0, "Results:");
        }
        return lines;
    }
}
