package dev.cohort.orchestrator.catalog;

import dev.cohort.contract.Digest;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which tasks of a plan left a good outcome: one listing of a step tells it of all its lanes, a bit for each. */
public final class GoodOutcomes {
    private final Store store;
    private final RunPlan plan;
    private final StoreLayout layout;

    public GoodOutcomes(Store store, RunPlan plan) {
        this.store = store;
        this.plan = plan;
        this.layout = new StoreLayout(plan.settings().name());
    }

    /** The lanes of the step of a job whose task is done as the plan means it; lane 0 stands for the cohort. */
    public BitSet lanes(PlannedJob job) {
        Prefix folder = Prefix.of(layout.outcomes(job.step()) + "/");
        String def = Digest.short16(plan.assignment(job).def());
        BitSet lanes = new BitSet();
        try (Stream<Stored> files = store.list(folder)) {
            files.map(file -> folder.rest(file.key())).forEach(path -> add(path, def, lanes));
        }
        return lanes;
    }

    private void add(String path, String def, BitSet lanes) {
        int slash = path.lastIndexOf('/');
        boolean good = OutcomeKey.parse(path.substring(slash + 1))
                .filter(key -> key.status() == OutcomeKey.Status.OK && key.def().equals(def))
                .isPresent();
        int lane = good && slash > 0 ? lane(path.substring(0, slash)) : -1;
        if (lane >= 0) {
            lanes.set(lane);
        }
    }

    private int lane(String task) {
        return task.equals(StoreLayout.COHORT) ? 0 : plan.laneOf(task);
    }

    /** The indices of a job's children that had something to do and are not among these lanes. */
    public BitSet missing(PlannedJob job, BitSet lanes) {
        BitSet missing = new BitSet();
        IntStream.range(0, job.size())
                .filter(index -> plan.isAtWork(job, index) && !lanes.get(lane(job, index)))
                .forEach(missing::set);
        return missing;
    }

    private static int lane(PlannedJob job, int index) {
        return job.group() == null || job.chunk() == null ? 0 : job.group().lane(job.chunk(), index);
    }
}
