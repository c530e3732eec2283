package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.worker.Containers;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and what it was made from; enough to run it, and to make the next one.
 *
 * @param containers what its steps run in; null where they are processes of this machine
 */
record Planned(
        RunPlan plan,
        String base,
        SampleTable samples,
        Payloads payloads,
        Holdings holdings,
        @Nullable Containers containers) {

    /** The plan as it would be with what the store has now; what was forced once is not forced again. */
    RunPlan again(Holdings now) {
        return Planner.plan(plan.graph(), base, samples, plan.settings().unforced(), now);
    }
}
