package dev.cohort.orchestrator.view;

import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import java.util.stream.Collectors;

/** Why a plan has nothing to do: what is wanted is there, or nothing is wanted of these samples. */
public final class NothingToDo {
    private NothingToDo() {}

    /** @param results how all that the pipeline is for is called */
    public static String sentence(RunPlan plan, String results) {
        return "Nothing to do: "
                + (isAnyThere(plan)
                        ? results + " are there and current."
                        : "no result is needed of " + Amounts.count(plan.samples(), "sample") + ", by the `when` of "
                                + conditional(plan) + ".");
    }

    private static boolean isAnyThere(RunPlan plan) {
        return plan.steps().stream().anyMatch(step -> plan.graph().isLeaf(step.name()) && step.current() > 0);
    }

    private static String conditional(RunPlan plan) {
        return plan.steps().stream()
                .map(StepPlan::step)
                .filter(step -> step.spec().condition().isPresent())
                .map(step -> "`" + step.name() + "`")
                .collect(Collectors.joining(", "));
    }
}
