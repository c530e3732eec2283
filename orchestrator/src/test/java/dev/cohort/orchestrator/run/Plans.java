package dev.cohort.orchestrator.run;

import dev.cohort.contract.Payload;
import dev.cohort.contract.RunId;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.orchestrator.spec.PipelineReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans of small pipelines, for tests of what comes after planning. */
public final class Plans {
    public static final RunId RUN = new RunId("20260131-120000-k3x9");

    /** Two steps for each sample, and one that gathers. */
    public static final String CHAIN = """
            pipeline: p
            defaults: { timeout: 1h }
            steps:
              first:
                outputs: { out: a.txt }
                command: [touch, a.txt]
              second:
                inputs: { in: "${{ steps.first.out }}" }
                outputs: { out: b.txt }
                command: [cp, "${{ inputs.in }}", b.txt]
              all:
                each: cohort
                inputs: { in: "${{ steps.second.out }}" }
                outputs: { out: c.txt }
                command: [cp, "${{ inputs.in }}", c.txt]
            """;

    private Plans() {}

    /** Whoever runs what is made up here. */
    public static final Owner OWNER = new Owner("host", "boot", "pid:[1]", 4711, 12, "ann", "1");

    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /** A run of a plan that has begun, and has its plan. */
    public static RunProgress begun(RunPlan plan) {
        return RunProgress.NOTHING.after(started(plan)).after(RunEvent.Planned.of(plan));
    }

    /** The same, with all its jobs submitted under their own names. */
    public static RunProgress running(RunPlan plan) {
        RunProgress progress = begun(plan);
        for (PlannedJob job : plan.jobs()) {
            progress = progress.after(new RunEvent.SubmitIntended(job.name()));
        }
        for (PlannedJob job : plan.jobs()) {
            progress = progress.after(new RunEvent.Submitted(job.name(), job.name()));
        }
        return progress;
    }

    public static RunEvent.Started started(RunPlan plan) {
        return started(plan, null);
    }

    /** Of a run on a queue. */
    public static RunEvent.Started started(RunPlan plan, @Nullable String queue) {
        return new RunEvent.Started(
                plan.settings().name(), plan.graph().pipeline().name(), plan.samples(), OWNER, queue, NOON);
    }

    /** In an empty store at {@code /store}. */
    public static RunPlan of(String pipeline, String... samples) {
        return of(pipeline, "/store", Holdings.none(), samples);
    }

    public static RunPlan of(String pipeline, String store, Holdings holdings, String... samples) {
        return of(graph(pipeline), store, null, holdings, samples);
    }

    public static RunPlan of(
            StepGraph graph, String store, @Nullable Account account, Holdings holdings, String... samples) {
        PlanSettings settings = new PlanSettings(
                RUN,
                graph.pipeline().name(),
                store,
                Map.of(),
                Map.<String, Payload>of(),
                Map.of(),
                Set.of(),
                1,
                null,
                account);
        return Planner.plan(graph, "/pipelines", SampleTable.of(List.of(samples)), settings, holdings);
    }

    public static StepGraph graph(String pipeline) {
        Problems problems = new Problems();
        return PipelineReader.read(new Source("p.yaml", pipeline), Optional.empty(), problems)
                .flatMap(read -> StepGraph.of(read, problems))
                .orElseThrow(() -> new AssertionError(
                        String.join("\n", new ProblemRenderer(Paint.PLAIN).render(problems.inOrder()))));
    }
}
