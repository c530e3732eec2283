package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.Dependency;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.plan.RandomScene.Task;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says task by task, without patterns, groups or chunks, which tasks must run and which must come before which. */
final class TaskOracle {
    private final List<Task> tasks = new ArrayList<>();
    private final List<Standing> standings = new ArrayList<>();
    private final Map<Task, Integer> numbers = new HashMap<>();
    private final Map<String, List<Integer>> byStep = new HashMap<>();
    private final List<List<Integer>> producers = new ArrayList<>();
    private final List<List<Integer>> readers = new ArrayList<>();
    private final List<List<Integer>> before = new ArrayList<>();
    private final BitSet needed = new BitSet();
    private final BitSet notNeeded = new BitSet();
    private final List<BitSet> ancestors = new ArrayList<>();

    /** The same but for what follows only from data that nobody makes, as a sample has no need of it. */
    private final List<List<Integer>> strictlyBefore = new ArrayList<>();

    private final List<BitSet> strictAncestors = new ArrayList<>();

    /** The tasks stand in an order in which they can run. */
    TaskOracle(StepGraph graph, Map<Task, Standing> all) {
        all.forEach((task, standing) -> {
            numbers.put(task, tasks.size());
            byStep.computeIfAbsent(task.step(), step -> new ArrayList<>()).add(tasks.size());
            tasks.add(task);
            standings.add(standing);
            producers.add(new ArrayList<>());
            readers.add(new ArrayList<>());
            before.add(new ArrayList<>());
            strictlyBefore.add(new ArrayList<>());
        });
        graph.dependencies().forEach(this::connect);
        findNeeded(stale());
        findNotNeeded(stale());
        findAncestors(before, ancestors);
        findAncestors(strictlyBefore, strictAncestors);
    }

    private void connect(Dependency edge) {
        for (int first : tasksOf(edge.before())) {
            for (int second : tasksOf(edge.after())) {
                if (meet(tasks.get(first).lane(), tasks.get(second).lane())) {
                    before.get(second).add(first);
                    if (!edge.data() || standings.get(first) != Standing.NOT_NEEDED) {
                        strictlyBefore.get(second).add(first);
                    }
                    if (edge.data()) {
                        producers.get(second).add(first);
                        readers.get(first).add(second);
                    }
                }
            }
        }
    }

    private List<Integer> tasksOf(String step) {
        return byStep.getOrDefault(step, List.of());
    }

    private static boolean meet(int lane, int other) {
        return lane == other || lane == Holdings.COHORT || other == Holdings.COHORT;
    }

    private BitSet stale() {
        BitSet stale = new BitSet();
        for (int task = 0; task < tasks.size(); task++) {
            Standing standing = standings.get(task);
            boolean own = standing != Standing.CURRENT && standing != Standing.FILES_GONE;
            stale.set(
                    task,
                    standing != Standing.NOT_NEEDED
                            && (own || producers.get(task).stream().anyMatch(stale::get)));
        }
        return stale;
    }

    private void findNotNeeded(BitSet stale) {
        BitSet wantedAtAll = wantedAtAll();
        for (int task = 0; task < tasks.size(); task++) {
            boolean stands = standings.get(task) == Standing.CURRENT && !stale.get(task);
            notNeeded.set(task, !wantedAtAll.get(task) && !stands);
        }
    }

    /** Whatever is there: what nobody wants but tasks that no sample needs is wanted by nobody. */
    private BitSet wantedAtAll() {
        BitSet wanted = new BitSet();
        for (int task = tasks.size() - 1; task >= 0; task--) {
            wanted.set(
                    task,
                    standings.get(task) != Standing.NOT_NEEDED
                            && (isAskedFor(task) || readers.get(task).stream().anyMatch(wanted::get)));
        }
        return wanted;
    }

    private boolean isAskedFor(int task) {
        return readers.get(task).isEmpty() || standings.get(task) == Standing.FORCED;
    }

    private void findNeeded(BitSet stale) {
        BitSet wantedAtAll = wantedAtAll();
        int before;
        do {
            before = needed.cardinality();
            for (int task = 0; task < tasks.size(); task++) {
                boolean wanted = isAskedFor(task) || readers.get(task).stream().anyMatch(needed::get);
                boolean missing = stale.get(task) || standings.get(task) == Standing.FILES_GONE;
                boolean fed = producers.get(task).stream().anyMatch(needed::get);
                if (wantedAtAll.get(task) && ((wanted && missing) || fed)) {
                    needed.set(task);
                }
            }
        } while (needed.cardinality() > before);
    }

    private void findAncestors(List<List<Integer>> direct, List<BitSet> all) {
        for (int task = 0; task < tasks.size(); task++) {
            BitSet found = new BitSet();
            for (int first : direct.get(task)) {
                found.or(all.get(first));
                found.set(first);
            }
            all.add(found);
        }
    }

    int size() {
        return tasks.size();
    }

    Task task(int number) {
        return tasks.get(number);
    }

    int number(Task task) {
        return numbers.getOrDefault(task, -1);
    }

    Standing standing(int task) {
        return standings.get(task);
    }

    BitSet needed() {
        return needed;
    }

    /** What nobody wants, and is not there either. */
    BitSet notNeeded() {
        return notNeeded;
    }

    /** All that must be done before the task, without what leads there only over what its sample has no need of. */
    BitSet strictAncestors(int task) {
        return strictAncestors.get(task);
    }

    /** All that may be waited for before the task, of whatever runs or not. */
    BitSet ancestors(int task) {
        return ancestors.get(task);
    }
}
