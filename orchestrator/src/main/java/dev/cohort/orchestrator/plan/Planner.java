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
import java.util.Optional;
import java.util.Set;

/** Makes the plan of a run: what stands, what must run, in which groups and chunks, and as which jobs. */
public final class Planner {
    private final StepGraph graph;
    private final SampleTable samples;
    private final PlanSettings settings;
    private final LaneValues values;
    private final Map<String, StepDefinition> definitions = new LinkedHashMap<>();
    private final List<ResolvedStep> laneSteps;
    private final Standings standings;

    private Planner(StepGraph graph, String base, SampleTable samples, PlanSettings settings, Holdings holdings) {
        this.graph = graph;
        this.samples = samples;
        this.settings = settings;
        this.values = new LaneValues(graph.pipeline(), samples, settings, base);
        this.laneSteps = graph.steps().stream().filter(ResolvedStep::perSample).toList();
        Definitions definer = new Definitions(settings, base);
        graph.steps().forEach(step -> definitions.put(step.name(), definer.define(step)));
        InputIdentities identities = new InputIdentities(holdings, values, samples.size());
        this.standings = new Standings(definitions, settings.forced(), holdings, identities);
    }

    /** The plan; relative paths in the pipeline start from {@code base}. */
    public static RunPlan plan(
            StepGraph graph, String base, SampleTable samples, PlanSettings settings, Holdings holdings) {
        return new Planner(graph, base, samples, settings, holdings).plan();
    }

    private RunPlan plan() {
        Patterns patterns = Patterns.of(
                samples.size(),
                laneSteps.size(),
                (step, lane) -> standings.of(laneSteps.get(step).name(), lane));
        Map<String, Standing> cohort = cohortStandings();
        Demand.Look look = (step, slot) -> step.perSample()
                ? patterns.standing(slot, laneSteps.indexOf(step))
                : cohort.getOrDefault(step.name(), Standing.NEW);
        Demand demand = Demand.of(graph, patterns.count(), look);
        List<BitSet> needs = needs(patterns, demand);
        Grouping.Groups grouping = Grouping.of(lanesByNeed(patterns, needs));
        List<Group> groups = groups(patterns, needs, grouping);
        Set<String> cohortSteps = runningCohortSteps(demand);
        return new RunPlan(
                graph,
                settings,
                values,
                definitions,
                stepPlans(patterns, demand, look, groups),
                groups,
                new JobPlanner(graph, settings, groups, cohortSteps).jobs(),
                (step, lane) -> demand.runs(step, lane == Holdings.COHORT ? 0 : patterns.ofLane(lane)),
                samples.size());
    }

    private Map<String, Standing> cohortStandings() {
        Map<String, Standing> cohort = new LinkedHashMap<>();
        graph.steps().stream()
                .filter(step -> !step.perSample())
                .forEach(step -> cohort.put(step.name(), standings.of(step.name(), Holdings.COHORT)));
        return cohort;
    }

    /** Which per-sample steps the lanes of each pattern need, by number. */
    private List<BitSet> needs(Patterns patterns, Demand demand) {
        List<BitSet> needs = new ArrayList<>();
        for (int pattern = 0; pattern < patterns.count(); pattern++) {
            BitSet need = new BitSet(laneSteps.size());
            for (int step = 0; step < laneSteps.size(); step++) {
                need.set(step, demand.runs(laneSteps.get(step).name(), pattern));
            }
            needs.add(need);
        }
        return needs;
    }

    private static Map<BitSet, Long> lanesByNeed(Patterns patterns, List<BitSet> needs) {
        Map<BitSet, Long> lanes = new LinkedHashMap<>();
        int[] sizes = patterns.sizes();
        for (int pattern = 0; pattern < sizes.length; pattern++) {
            lanes.merge(needs.get(pattern), (long) sizes[pattern], Long::sum);
        }
        return lanes;
    }

    private List<Group> groups(Patterns patterns, List<BitSet> needs, Grouping.Groups grouping) {
        LaneLists lists = new LaneLists(grouping.steps().size());
        for (int lane = 0; lane < patterns.lanes(); lane++) {
            Integer group = grouping.groupOf().get(needs.get(patterns.ofLane(lane)));
            if (group != null) {
                lists.add(group, lane);
            }
        }
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < grouping.steps().size(); i++) {
            groups.add(new Group(i + 1, names(grouping.steps().get(i)), lists.lanes(i)));
        }
        return groups;
    }

    private Set<String> names(BitSet steps) {
        Set<String> names = new LinkedHashSet<>();
        steps.stream().forEach(step -> names.add(laneSteps.get(step).name()));
        return names;
    }

    private Set<String> runningCohortSteps(Demand demand) {
        Set<String> running = new LinkedHashSet<>();
        graph.steps().stream()
                .filter(step -> !step.perSample() && demand.runs(step.name(), 0))
                .forEach(step -> running.add(step.name()));
        return running;
    }

    private List<StepPlan> stepPlans(Patterns patterns, Demand demand, Demand.Look look, List<Group> groups) {
        int[] sizes = patterns.sizes();
        int[] alone = {1};
        Map<String, Integer> inGroups = new HashMap<>();
        groups.forEach(group -> group.steps().forEach(step -> inGroups.merge(step, group.size(), Integer::sum)));
        return graph.steps().stream()
                .map(step -> stepPlan(step, step.perSample() ? sizes : alone, demand, look, inGroups))
                .toList();
    }

    private StepPlan stepPlan(
            ResolvedStep step, int[] sizes, Demand demand, Demand.Look look, Map<String, Integer> inGroups) {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int run = 0;
        int total = 0;
        for (int slot = 0; slot < sizes.length; slot++) {
            total += sizes[slot];
            if (demand.runs(step.name(), slot)) {
                run += sizes[slot];
                Optional<Reason> own = look.at(step, slot).reason();
                reasons.merge(own.orElse(Reason.UPSTREAM_RUNS), sizes[slot], Integer::sum);
            }
        }
        int passed = step.perSample() ? inGroups.getOrDefault(step.name(), 0) - run : 0;
        return new StepPlan(step, run, passed, total - run - passed, reasons);
    }
}
