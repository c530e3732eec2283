package dev.cohort.orchestrator.engine.local;

import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.engine.ComputeContract;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.store.Store;
import dev.cohort.worker.WorkerSettings;

/** This machine, with the real worker. */
class LocalComputeContractTest extends ComputeContract {
    @Override
    protected Compute open(RunPlan ofPlan, Store store) {
        return new LocalCompute(store, new Machine(8, 4096), WorkerSettings.local());
    }
}
