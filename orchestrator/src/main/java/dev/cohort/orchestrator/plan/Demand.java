package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which tasks run, by demand.
 *
 * <p>What a stale task feeds is stale too. Leaves must be there; what they read must be there if they run, and so on
 * upwards. A task that runs makes all that read it run; those may want files that are gone, and so it goes round until
 * nothing more is added. A per-sample step has a slot for each pattern of lanes, a cohort step has one.
 */
final class Demand {
    private final List<ResolvedStep> steps;
    private final StepGraph graph;
    private final int patterns;
    private final Map<String, boolean[]> stale = new LinkedHashMap<>();
    private final Map<String, boolean[]> run = new LinkedHashMap<>();

    /** How a step stands in a slot: a pattern of lanes, or 0 for a cohort step. */
    interface Look {
        Standing at(ResolvedStep step, int slot);
    }

    private Demand(StepGraph graph, int patterns) {
        this.graph = graph;
        this.steps = graph.steps();
        this.patterns = patterns;
    }

    static Demand of(StepGraph graph, int patterns, Look look) {
        Demand demand = new Demand(graph, patterns);
        demand.spreadStaleness(look);
        boolean more = true;
        while (more) {
            more = demand.pull(look) | demand.push();
        }
        return demand;
    }

    boolean runs(String step, int slot) {
        return slots(run, step)[slot];
    }

    private void spreadStaleness(Look look) {
        for (ResolvedStep step : steps) {
            boolean[] slots = new boolean[width(step)];
            stale.put(step.name(), slots);
            run.put(step.name(), new boolean[slots.length]);
            for (int slot = 0; slot < slots.length; slot++) {
                slots[slot] = look.at(step, slot).isStale() || anyProducer(stale, step, slot);
            }
        }
    }

    /** From the leaves upwards: what is wanted and stale or gone runs. */
    private boolean pull(Look look) {
        boolean added = false;
        List<ResolvedStep> upwards = new ArrayList<>(steps);
        Collections.reverse(upwards);
        for (ResolvedStep step : upwards) {
            boolean[] slots = slots(run, step.name());
            for (int slot = 0; slot < slots.length; slot++) {
                boolean must = slots(stale, step.name())[slot] || look.at(step, slot) == Standing.FILES_GONE;
                if (!slots[slot] && must && wanted(step, slot)) {
                    slots[slot] = true;
                    added = true;
                }
            }
        }
        return added;
    }

    /** Downwards: what reads from a task that runs, runs. */
    private boolean push() {
        boolean added = false;
        for (ResolvedStep step : steps) {
            boolean[] slots = slots(run, step.name());
            for (int slot = 0; slot < slots.length; slot++) {
                if (!slots[slot] && anyProducer(run, step, slot)) {
                    slots[slot] = true;
                    added = true;
                }
            }
        }
        return added;
    }

    private boolean wanted(ResolvedStep step, int slot) {
        return graph.isLeaf(step.name())
                || graph.readers(step.name()).stream().anyMatch(reader -> touches(run, step, slot, graph.step(reader)));
    }

    /** Whether a slot of the reader that this slot feeds is set. */
    private boolean touches(Map<String, boolean[]> set, ResolvedStep step, int slot, ResolvedStep reader) {
        boolean[] slots = slots(set, reader.name());
        return step.perSample() == reader.perSample() ? slots[slot] : any(slots);
    }

    private boolean anyProducer(Map<String, boolean[]> set, ResolvedStep step, int slot) {
        for (String producer : step.producers()) {
            boolean[] slots = slots(set, producer);
            boolean alike = graph.step(producer).perSample() == step.perSample();
            if (alike ? slots[slot] : any(slots)) {
                return true;
            }
        }
        return false;
    }

    private int width(ResolvedStep step) {
        return step.perSample() ? patterns : 1;
    }

    private static boolean any(boolean[] slots) {
        for (boolean slot : slots) {
            if (slot) {
                return true;
            }
        }
        return false;
    }

    private static boolean[] slots(Map<String, boolean[]> set, String step) {
        boolean[] slots = set.get(step);
        if (slots == null) {
            throw new IllegalStateException("`" + step + "` was asked for before its turn");
        }
        return slots;
    }
}
