package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.samples.SampleTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plan of a run: what stands, what must run, in which groups and chunks, and as which jobs. */
public final class Planner {
    private final StepGraph graph;
    private final List<ResolvedStep> steps;
    private final PlanSettings settings;
    private final LaneValues values;
    private final int mostInChunk;
    private final Map<String, StepDefinition> definitions = new LinkedHashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final NotNeeded notNeeded;
    private final Decided decided;
    private final Patterns patterns;
    private final Demand.Look look;

    /** Known once lanes are grouped; -1 for lanes of which nothing runs. */
    private int[] groupOfPattern = {};

    private final Demand demand;

    /** Where it is known from how all tasks stand. */
    private interface Deciding {
        Decided of(Map<String, StepDefinition> definitions, LaneValues values, NotNeeded notNeeded);
    }

    private Planner(
            StepGraph graph,
            String base,
            SampleTable samples,
            PlanSettings settings,
            Deciding deciding,
            int mostInChunk) {
        this.graph = graph;
        this.steps = graph.steps();
        this.settings = settings;
        this.values = new LaneValues(graph.pipeline(), samples, settings, base);
        this.mostInChunk = mostInChunk;
        this.notNeeded = NotNeeded.of(graph, values, samples.size());
        Definitions definer = new Definitions(settings, new Bases(graph.pipeline(), base), notNeeded);
        for (ResolvedStep step : steps) {
            definitions.put(step.name(), definer.define(step));
            numbers.put(step.name(), numbers.size());
        }
        this.decided = deciding.of(definitions, values, notNeeded);
        this.patterns = decided.patterns();
        this.look = decided.look(graph);
        this.demand = Demand.of(graph, patterns.count(), look);
    }

    /** The plan; relative paths in the pipeline start from {@code base}. */
    public static RunPlan plan(
            StepGraph graph, String base, SampleTable samples, PlanSettings settings, Holdings holdings) {
        return plan(graph, base, samples, settings, holdings, Chunk.MOST_LANES);
    }

    static RunPlan plan(
            StepGraph graph,
            String base,
            SampleTable samples,
            PlanSettings settings,
            Holdings holdings,
            int mostInChunk) {
        Deciding byHoldings = (definitions, values, notNeeded) -> {
            InputIdentities identities = new InputIdentities(holdings, values, samples.size(), notNeeded);
            return Decided.by(
                    graph, samples.size(), new Standings(definitions, settings, holdings, identities, notNeeded));
        };
        return new Planner(graph, base, samples, settings, byHoldings, mostInChunk).plan();
    }

    /** The plan that was made when this was decided, whatever the store has now; the decision is of this graph and these samples. */
    public static RunPlan again(
            StepGraph graph, String base, SampleTable samples, PlanSettings settings, Decided decided) {
        return again(graph, base, samples, settings, decided, Chunk.MOST_LANES);
    }

    static RunPlan again(
            StepGraph graph,
            String base,
            SampleTable samples,
            PlanSettings settings,
            Decided decided,
            int mostInChunk) {
        return new Planner(graph, base, samples, settings, (definitions, values, notNeeded) -> decided, mostInChunk)
                .plan();
    }

    private RunPlan plan() {
        List<Group> groups = groups();
        return new RunPlan(
                graph,
                settings,
                values,
                definitions,
                stepPlans(groups),
                groups,
                new JobPlanner(graph, settings, groups, runningCohortSteps(), notNeeded::testAll).jobs(),
                this::runs,
                notNeeded,
                decided);
    }

    private boolean runs(String step, int lane) {
        return demand.runs(number(step), lane == Holdings.COHORT ? 0 : patterns.ofLane(lane));
    }

    private int number(String step) {
        return numbers.getOrDefault(step, -1);
    }

    private List<Group> groups() {
        List<BitSet> needs = needs();
        Grouping.Groups grouping = Grouping.of(lanesByNeed(needs));
        LaneLists lists = new LaneLists(grouping.steps().size());
        groupOfPattern = needs.stream()
                .mapToInt(need -> grouping.groupOf().getOrDefault(need, -1))
                .toArray();
        for (int lane = 0; lane < patterns.lanes(); lane++) {
            int group = groupOfPattern[patterns.ofLane(lane)];
            if (group >= 0) {
                lists.add(group, lane);
            }
        }
        List<Group> groups = new ArrayList<>();
        for (BitSet need : grouping.steps()) {
            groups.add(new Group(groups.size() + 1, names(need), lists.lanes(groups.size()), mostInChunk));
        }
        return groups;
    }

    /** Which per-sample steps the lanes of each pattern need, by number. */
    private List<BitSet> needs() {
        List<BitSet> needs = new ArrayList<>();
        for (int pattern = 0; pattern < patterns.count(); pattern++) {
            BitSet need = new BitSet(steps.size());
            for (int step = 0; step < steps.size(); step++) {
                need.set(step, steps.get(step).perSample() && demand.runs(step, pattern));
            }
            needs.add(need);
        }
        return needs;
    }

    private Map<BitSet, Long> lanesByNeed(List<BitSet> needs) {
        Map<BitSet, Long> lanes = new LinkedHashMap<>();
        int[] sizes = patterns.sizes();
        for (int pattern = 0; pattern < sizes.length; pattern++) {
            lanes.merge(needs.get(pattern), (long) sizes[pattern], Long::sum);
        }
        return lanes;
    }

    private Set<String> names(BitSet some) {
        Set<String> names = new LinkedHashSet<>();
        some.stream().forEach(step -> names.add(steps.get(step).name()));
        return names;
    }

    private Set<String> runningCohortSteps() {
        BitSet running = new BitSet();
        for (int step = 0; step < steps.size(); step++) {
            running.set(step, !steps.get(step).perSample() && demand.runs(step, 0));
        }
        return names(running);
    }

    private List<StepPlan> stepPlans(List<Group> groups) {
        int[] sizes = patterns.sizes();
        int[] alone = {1};
        return steps.stream()
                .map(step -> stepPlan(step, step.perSample() ? sizes : alone, groups))
                .toList();
    }

    private StepPlan stepPlan(ResolvedStep step, int[] sizes, List<Group> groups) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int number = number(step.name());
        int run = 0;
        int passed = 0;
        int current = 0;
        int unneeded = 0;
        for (int slot = 0; slot < sizes.length; slot++) {
            if (demand.runs(number, slot)) {
                run += sizes[slot];
                Reason reason = look.at(number, slot).reason().orElse(Reason.UPSTREAM_RUNS);
                reasons.merge(reason, sizes[slot], Integer::sum);
            } else if (demand.isNotNeeded(number, slot)) {
                unneeded += sizes[slot];
            } else if (step.perSample() && goesByIn(groups, slot, step)) {
                passed += sizes[slot];
            } else {
                current += sizes[slot];
            }
        }
        return new StepPlan(
                step, TaskSize.of(step.spec(), settings.account()), run, passed, current, unneeded, reasons);
    }

    /** Whether lanes go by in a group whose others run the step. */
    private boolean goesByIn(List<Group> groups, int pattern, ResolvedStep step) {
        int group = groupOfPattern[pattern];
        return group >= 0 && groups.get(group).steps().contains(step.name());
    }
}
