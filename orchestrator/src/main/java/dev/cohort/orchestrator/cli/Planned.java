package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.Payloads;
import dev.cohort.orchestrator.journal.Claim;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.PlanSettings;
import dev.cohort.orchestrator.plan.Planner;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.RunRequest;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.worker.Containers;
import org.jspecify.annotations.Nullable;

/**
 * A plan, and what it was made from; enough to run it, and to make the next one.
 *
 * @param claim the last claim on the name before the store was looked into; null where there was none
 * @param containers what its steps run in; null where they are processes of this machine
 */
record Planned(
        RunPlan plan,
        RunRequest request,
        SampleTable samples,
        Payloads payloads,
        Holdings holdings,
        @Nullable Claim claim,
        @Nullable Containers containers) {

    /** Whether nobody else can have written between the look into the store and this claim. */
    boolean isMadeBefore(Claim mine) {
        return claim == null ? mine.isFirst() : !claim.held() && mine.isNextAfter(claim);
    }

    /** The same plan, by what the store has now. */
    Planned renewed(Holdings now) {
        return new Planned(planned(plan.settings(), now), request, samples, payloads, now, claim, containers);
    }

    /** The plan as it would be with what the store has now; what was forced once is not forced again. */
    RunPlan again(Holdings now) {
        return planned(plan.settings().unforced(), now);
    }

    private RunPlan planned(PlanSettings settings, Holdings now) {
        return Planner.plan(plan.graph(), request.base(), samples, settings, now);
    }
}
