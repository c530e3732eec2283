package dev.cohort.orchestrator.run;

import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as its run began.
 *
 * @param current how many of its tasks were done and current already, and are no task of this run
 * @param results the folder below the store in which that lies what the pipeline is for; null for a step that others read
 * @param tolerates the steps that it gathers of which it may do without some lanes
 */
public record PlannedStep(
        String name, int current, @Nullable String results, List<String> tolerates) {
    public PlannedStep {
        tolerates = List.copyOf(tolerates);
    }

    /** In the order of the plan. */
    public static List<PlannedStep> of(RunPlan plan) {
        return plan.steps().stream().map(step -> of(plan, step)).toList();
    }

    private static PlannedStep of(RunPlan plan, StepPlan planned) {
        ResolvedStep step = planned.step();
        boolean shown =
                plan.graph().isLeaf(step.name()) && !step.spec().outputs().isEmpty();
        return new PlannedStep(step.name(), planned.current(), shown ? folder(plan, step) : null, tolerated(step));
    }

    private static List<String> tolerated(ResolvedStep step) {
        return step.spec().minSuccess().isPresent() ? List.copyOf(step.gathered()) : List.of();
    }

    private static String folder(RunPlan plan, ResolvedStep step) {
        StoreLayout layout = new StoreLayout(plan.settings().name());
        return step.perSample() ? layout.results(step.name()) + "/<sample>" : layout.results(step.name(), null);
    }
}
