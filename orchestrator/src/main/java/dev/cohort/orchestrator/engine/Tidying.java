package dev.cohort.orchestrator.engine;

import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Key;
import dev.cohort.store.Prefix;
import dev.cohort.store.Store;
import dev.cohort.store.Stored;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Stream;

/** Removes what steps with {@code keep: false} left, once no task would read it any more; their outcomes stay. */
public final class Tidying {
    private static final int NOBODY = Integer.MIN_VALUE;

    private final Store store;
    private final RunPlan next;
    private final StoreLayout layout;
    private int removed;

    /** What the next plan, made after the run, does not run needs nothing. */
    public Tidying(Store store, RunPlan next) {
        this.store = store;
        this.next = next;
        this.layout = new StoreLayout(next.settings().name());
    }

    /** Whether there can be anything to remove; if not, no next plan need be made. */
    public static boolean isWanted(StepGraph graph) {
        return graph.steps().stream().anyMatch(step -> mayGo(graph, step));
    }

    private static boolean mayGo(StepGraph graph, ResolvedStep step) {
        return !step.spec().keep() && !graph.isLeaf(step.name());
    }

    /** Returns how many files went. */
    public int tidy(SampleTable samples) {
        next.graph().steps().stream().filter(step -> mayGo(next.graph(), step)).forEach(step -> tidy(step, samples));
        return removed;
    }

    /** By one listing, which also passes over what samples of other cohorts left under the same name. */
    private void tidy(ResolvedStep step, SampleTable samples) {
        Set<String> readers = next.graph().readers(step.name());
        Prefix folder = Prefix.of(layout.results(step.name()) + "/");
        try (Stream<Stored> files = store.list(folder)) {
            for (Iterator<Key> keys = files.map(Stored::key).iterator(); keys.hasNext(); ) {
                Key key = keys.next();
                int lane = lane(step, folder.rest(key), samples);
                if (lane != NOBODY && !isNeeded(step.name(), readers, lane)) {
                    store.delete(key);
                    removed++;
                }
            }
        }
    }

    /** Whose file it is, by the first part of its path below the step's folder. */
    private static int lane(ResolvedStep step, String path, SampleTable samples) {
        int slash = path.indexOf('/');
        String task = path.substring(0, Math.max(0, slash));
        if (step.perSample()) {
            int lane = samples.laneOf(task);
            return lane < 0 ? NOBODY : lane;
        }
        return task.equals(StoreLayout.COHORT) ? Holdings.COHORT : NOBODY;
    }

    private boolean isNeeded(String step, Set<String> readers, int lane) {
        return next.runs(step, lane) || readers.stream().anyMatch(reader -> runs(reader, lane));
    }

    private boolean runs(String reader, int lane) {
        if (!next.graph().step(reader).perSample()) {
            return next.runs(reader, Holdings.COHORT);
        }
        return lane == Holdings.COHORT ? next.runsAnywhere(reader) : next.runs(reader, lane);
    }
}
