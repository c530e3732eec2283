package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.graph.ResolvedStep;
import dev.cohort.orchestrator.graph.StepGraph;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How every task stood when a plan was made. With what the run was asked to do it is enough for anybody to make the very same
 * plan again, though the store has moved on since.
 */
public final class Decided {
    private final List<String> laneSteps;
    private final Map<String, Standing> cohort;
    private final Patterns patterns;

    private Decided(List<String> laneSteps, Map<String, Standing> cohort, Patterns patterns) {
        this.laneSteps = List.copyOf(laneSteps);
        this.cohort = Map.copyOf(cohort);
        this.patterns = patterns;
    }

    static Decided by(StepGraph graph, int samples, Standings standings) {
        List<String> laneSteps = graph.steps().stream()
                .filter(ResolvedStep::perSample)
                .map(ResolvedStep::name)
                .toList();
        Map<String, Standing> cohort = new LinkedHashMap<>();
        graph.steps().stream()
                .filter(step -> !step.perSample())
                .forEach(step -> cohort.put(step.name(), standings.of(step.name(), Holdings.COHORT)));
        return new Decided(
                laneSteps,
                cohort,
                Patterns.of(samples, laneSteps.size(), (step, lane) -> standings.of(laneSteps.get(step), lane)));
    }

    Patterns patterns() {
        return patterns;
    }

    /** How a step stands in a slot: a pattern of lanes, or the only one of a cohort step. */
    Demand.Look look(StepGraph graph) {
        List<ResolvedStep> steps = graph.steps();
        int[] numberAmongLaneSteps =
                steps.stream().mapToInt(step -> laneSteps.indexOf(step.name())).toArray();
        return (step, slot) -> numberAmongLaneSteps[step] < 0
                ? ofCohort(steps.get(step).name())
                : patterns.standing(slot, numberAmongLaneSteps[step]);
    }

    private Standing ofCohort(String step) {
        return cohort.getOrDefault(step, Standing.CURRENT);
    }

    /** Lanes that stand alike and lie beside each other are one word, as there may be a million of them. */
    public Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put("steps", Json.texts(laneSteps))
                .put(
                        "cohort",
                        Json.array(cohort.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(task -> Json.object()
                                        .put("step", task.getKey())
                                        .put("stands", task.getValue().word())
                                        .build())
                                .toList()))
                .put(
                        "patterns",
                        Json.texts(IntStream.range(0, patterns.count())
                                .mapToObj(this::words)
                                .toList()))
                .put("lanes", patterns.runs())
                .build();
    }

    /** A standing for each per-sample step. */
    private String words(int pattern) {
        return IntStream.range(0, laneSteps.size())
                .mapToObj(step -> patterns.standing(pattern, step).word())
                .collect(Collectors.joining(" "));
    }

    /** Empty where it is of another graph or another number of samples. */
    public static Optional<Decided> fromJson(Json json, StepGraph graph, int samples) {
        Fields decided = json.fields("decided").checkContract();
        Map<String, Standing> cohort = new LinkedHashMap<>();
        for (Fields task : decided.list("cohort", Json::fields)) {
            cohort.put(task.text("step"), standing(task, task.text("stands")));
        }
        List<List<Standing>> standings = decided.texts("patterns").stream()
                .map(words -> words(decided, words))
                .toList();
        Decided found = decided.make(
                () -> new Decided(decided.texts("steps"), cohort, Patterns.read(standings, decided.text("lanes"))));
        return Optional.of(found).filter(it -> it.isOf(graph, samples));
    }

    private static List<Standing> words(Fields decided, String words) {
        return words.isEmpty()
                ? List.of()
                : Arrays.stream(words.split(" ", -1))
                        .map(word -> standing(decided, word))
                        .toList();
    }

    private static Standing standing(Fields where, String word) {
        return Standing.ofWord(word).orElseThrow(() -> where.fault("holds an unknown word: " + Visible.quote(word)));
    }

    private boolean isOf(StepGraph graph, int samples) {
        return patterns.lanes() == samples
                && patterns.isOf(laneSteps.size())
                && graph.steps().size() == laneSteps.size() + cohort.size()
                && graph.steps().stream()
                        .allMatch(step ->
                                step.perSample() ? laneSteps.contains(step.name()) : cohort.containsKey(step.name()));
    }
}
