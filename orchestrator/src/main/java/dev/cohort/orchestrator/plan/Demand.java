package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.Collection;
import java.util.List;

/**
 * Decides which tasks run, by demand.
 *
 * <p>What a stale task feeds is stale too. Leaves must be there; what they read must be there if they run, and so on
 * upwards. A task that runs makes all that read it run; those may want files that are gone, and so it goes round until
 * nothing more is added. What only feeds tasks that are not needed is not needed itself, unless it is forced: then it was asked
 * for by name. A per-sample step has a slot for each pattern of lanes, a cohort step has one; steps go by their
 * number in the graph's order.
 */
final class Demand {
    private final Look look;
    private final boolean[] perSample;
    private final int[][] producers;
    private final int[][] readers;
    private final boolean[][] needed;
    private final boolean[][] stale;
    private final boolean[][] run;

    /** How a step stands in a slot: a pattern of lanes, or 0 for a cohort step. */
    interface Look {
        Standing at(int step, int slot);
    }

    private Demand(StepGraph graph, int patterns, Look look) {
        List<ResolvedStep> steps = graph.steps();
        List<String> names = steps.stream().map(ResolvedStep::name).toList();
        this.look = look;
        this.perSample = new boolean[steps.size()];
        this.producers = new int[steps.size()][];
        this.readers = new int[steps.size()][];
        this.needed = new boolean[steps.size()][];
        this.stale = new boolean[steps.size()][];
        this.run = new boolean[steps.size()][];
        for (int step = 0; step < steps.size(); step++) {
            perSample[step] = steps.get(step).perSample();
            producers[step] = numbers(names, steps.get(step).producers());
            readers[step] = numbers(names, graph.readers(names.get(step)));
            stale[step] = new boolean[perSample[step] ? patterns : 1];
            needed[step] = new boolean[stale[step].length];
            run[step] = new boolean[stale[step].length];
        }
    }

    private static int[] numbers(List<String> names, Collection<String> some) {
        return some.stream().mapToInt(names::indexOf).toArray();
    }

    static Demand of(StepGraph graph, int patterns, Look look) {
        Demand demand = new Demand(graph, patterns, look);
        demand.spreadNeed();
        demand.spreadStaleness();
        boolean more = true;
        while (more) {
            more = demand.pull() | demand.push();
        }
        return demand;
    }

    boolean runs(int step, int slot) {
        return run[step][slot];
    }

    /** Whether nothing has need of the task, and what it would leave is not there either. */
    boolean isNotNeeded(int step, int slot) {
        return !needed[step][slot] && (stale[step][slot] || look.at(step, slot) != Standing.CURRENT);
    }

    /** Readers come after what they read, so one way up is enough. */
    private void spreadNeed() {
        for (int step = needed.length - 1; step >= 0; step--) {
            for (int slot = 0; slot < needed[step].length; slot++) {
                needed[step][slot] =
                        !isWithout(step, slot) && (isAskedFor(step, slot) || anyIn(needed, readers[step], step, slot));
            }
        }
    }

    private void spreadStaleness() {
        for (int step = 0; step < stale.length; step++) {
            for (int slot = 0; slot < stale[step].length; slot++) {
                stale[step][slot] = !isWithout(step, slot)
                        && (look.at(step, slot).isStale() || anyIn(stale, producers[step], step, slot));
            }
        }
    }

    /** From the leaves upwards: what is wanted and stale or gone runs. */
    private boolean pull() {
        boolean added = false;
        for (int step = run.length - 1; step >= 0; step--) {
            for (int slot = 0; slot < run[step].length; slot++) {
                if (!run[step][slot] && isWanted(step, slot) && !isThere(step, slot)) {
                    run[step][slot] = true;
                    added = true;
                }
            }
        }
        return added;
    }

    /** Downwards: what reads from a task that runs, runs. */
    private boolean push() {
        boolean added = false;
        for (int step = 0; step < run.length; step++) {
            for (int slot = 0; slot < run[step].length; slot++) {
                if (!run[step][slot] && needed[step][slot] && anyIn(run, producers[step], step, slot)) {
                    run[step][slot] = true;
                    added = true;
                }
            }
        }
        return added;
    }

    /** Whether the samples have no need of it themselves. */
    private boolean isWithout(int step, int slot) {
        return look.at(step, slot) == Standing.NOT_NEEDED;
    }

    /** Whether somebody wants it, whoever reads it. */
    private boolean isAskedFor(int step, int slot) {
        return readers[step].length == 0 || look.at(step, slot) == Standing.FORCED;
    }

    private boolean isThere(int step, int slot) {
        return !stale[step][slot] && look.at(step, slot) != Standing.FILES_GONE;
    }

    private boolean isWanted(int step, int slot) {
        return isAskedFor(step, slot) || anyIn(run, readers[step], step, slot);
    }

    /** Whether a task of one of the others, of the same lanes where both have lanes, is in the set. */
    private boolean anyIn(boolean[][] set, int[] others, int step, int slot) {
        for (int other : others) {
            if (perSample[other] == perSample[step] ? set[other][slot] : any(set[other])) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(boolean[] slots) {
        for (boolean slot : slots) {
            if (slot) {
                return true;
            }
        }
        return false;
    }
}
