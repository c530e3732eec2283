package dev.cohort.orchestrator.engine;

import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Removes what steps with {@code keep: false} left, once no task would read it any more; their outcomes stay. */
public final class Tidying {
    private final Store store;
    private final RunPlan next;
    private final StoreLayout layout;

    /** What the next plan, made after the run, does not run needs nothing. */
    public Tidying(Store store, RunPlan next) {
        this.store = store;
        this.next = next;
        this.layout = new StoreLayout(next.settings().name());
    }

    /** Returns how many files went. */
    public int tidy(SampleTable samples) {
        int removed = 0;
        for (ResolvedStep step : next.graph().steps()) {
            if (!step.spec().keep() && !next.graph().isLeaf(step.name())) {
                removed += step.perSample() ? lanes(step, samples) : removeUnlessRead(step, Holdings.COHORT, null);
            }
        }
        return removed;
    }

    private int lanes(ResolvedStep step, SampleTable samples) {
        int removed = 0;
        for (int lane = 0; lane < samples.size(); lane++) {
            removed += removeUnlessRead(step, lane, samples.sample(lane));
        }
        return removed;
    }

    private int removeUnlessRead(ResolvedStep step, int lane, @Nullable String sample) {
        boolean read = next.runs(step.name(), lane)
                || next.graph().readers(step.name()).stream().anyMatch(reader -> runs(reader, lane));
        return read ? 0 : remove(layout.results(step.name(), sample));
    }

    private boolean runs(String reader, int lane) {
        if (!next.graph().step(reader).perSample()) {
            return next.runs(reader, Holdings.COHORT);
        }
        return lane == Holdings.COHORT ? next.runsAnywhere(reader) : next.runs(reader, lane);
    }

    private int remove(String folder) {
        try (Stream<Stored> files = store.list(Prefix.of(folder + "/"))) {
            List<Key> keys = files.map(Stored::key).toList();
            keys.forEach(store::delete);
            return keys.size();
        }
    }
}
