package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Digest;
import dev.cohort.orchestrator.graph.ResolvedInput;
import dev.cohort.orchestrator.graph.ResolvedStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pipeline, a cohort and a store by chance, the same for the same seed, and how each task stands by itself. */
final class RandomScene {
    /** A task that a test talks about; the lane of a cohort step is {@link Holdings#COHORT}. */
    record Task(String step, int lane) {}

    private static final String OTHER = new Digest().field("other").hex();

    private static final List<Standing> STALE =
            List.of(Standing.NEW, Standing.FAILED_BEFORE, Standing.STEP_CHANGED, Standing.INPUT_CHANGED);

    private final Random random;
    private final boolean wide;
    private final String pipeline;
    private final PlanScene scene;
    private final Map<Task, Standing> standings = new LinkedHashMap<>();

    /** Whether there are steps that not all lanes need, and which lanes those are that their conditions leave out. */
    private final boolean choosy;

    private final int lanes;
    private final Set<String> perSampleSteps = new HashSet<>();
    private final Map<String, Set<Integer>> leftOut = new HashMap<>();

    RandomScene(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        wide = random.nextInt(12) == 0;
        choosy = random.nextInt(3) == 0;
        lanes = lanes();
        pipeline = pipeline();
        scene = PlanScene.of(pipeline).lanes(lanes).mostInChunk(3 + random.nextInt(8));
        scene.graph().steps().stream()
                .filter(step -> random.nextInt(20) == 0)
                .forEach(step -> scene.force(step.name()));
        fillStore();
    }

    PlanScene scene() {
        return scene;
    }

    Map<Task, Standing> standings() {
        return standings;
    }

    @Override
    public String toString() {
        Map<String, StringBuilder> letters = new LinkedHashMap<>();
        standings.forEach((task, standing) -> letters.computeIfAbsent(task.step(), step -> new StringBuilder())
                .append("FNBSIG.-".charAt(standing.ordinal())));
        return pipeline + "lane by lane (Forced, New, failed Before, Step changed, Input changed, files Gone): "
                + letters;
    }

    private int lanes() {
        double few = random.nextDouble();
        return 1 + (int) (60 * few * few * few);
    }

    /** Steps read and wait for any before them, and are written in any order. */
    private String pipeline() {
        int steps = wide ? 22 + random.nextInt(8) : 1 + random.nextInt(14);
        double cohortShare = wide ? 0.04 : random.nextInt(3) * 0.25;
        boolean ordered = random.nextInt(3) == 0;
        double dataShare = wide ? 0 : ordered ? 0.05 : 0.05 + random.nextDouble() * 0.4;
        double needShare = wide ? 0.002 : random.nextDouble() * (ordered ? 0.5 : 0.2);
        List<String> lines = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            boolean hub = wide && step == steps - 1;
            lines.add(step(
                    step,
                    random.nextDouble() < cohortShare && !hub,
                    earlier(step, hub ? 0.97 : dataShare),
                    earlier(step, needShare)));
        }
        Collections.shuffle(lines, random);
        return "pipeline: p\nsteps:\n" + String.join("", lines);
    }

    private String step(int number, boolean cohort, List<Integer> reads, List<Integer> needs) {
        List<String> inputs = reads.stream()
                .map(other -> "i" + other + ": " + input(other, !cohort))
                .toList();
        List<String> order = needs.stream().map(other -> "s" + other).toList();
        return "  s" + number + ": { each: " + (cohort ? "cohort" : "sample") + (cohort ? "" : condition("s" + number))
                + ", inputs: { " + String.join(", ", inputs) + " }, needs: [" + String.join(", ", order)
                + "], outputs: { o: o }, command: [x] }\n";
    }

    /** An input that the step can do without, now and then, where that may be. */
    private String input(int other, boolean perSample) {
        String made = "\"${{ steps.s" + other + ".o }}\"";
        boolean fromLane = perSample && perSampleSteps.contains("s" + other);
        return choosy && fromLane && random.nextInt(3) == 0 ? "{ file: " + made + ", optional: true }" : made;
    }

    private String condition(String step) {
        perSampleSteps.add(step);
        if (!choosy || random.nextInt(3) > 0) {
            return "";
        }
        Set<Integer> out = IntStream.range(0, lanes)
                .filter(lane -> random.nextInt(3) == 0)
                .boxed()
                .collect(Collectors.toSet());
        leftOut.put(step, out);
        String names = out.stream().map(lane -> "s" + (lane + 1)).collect(Collectors.joining(", "));
        return ", when: \"${{ sample }} not in [" + (names.isEmpty() ? "nobody" : names) + "]\"";
    }

    private List<Integer> earlier(int step, double share) {
        List<Integer> some = new ArrayList<>();
        for (int other = 0; other < step; other++) {
            if (random.nextDouble() < share) {
                some.add(other);
            }
        }
        return some;
    }

    /** In the order of the graph, as what a task reads tells what its outcome's key must say. */
    private void fillStore() {
        double staleShare = List.of(0.0, 0.01, 0.05, 0.3, 1.0).get(random.nextInt(5));
        double goneShare = List.of(0.0, 0.1, 0.6).get(random.nextInt(3));
        InputIdentities identities = scene.identities();
        Set<String> forced = scene.settings().forced();
        boolean lanesStand = random.nextInt(5) == 0;
        for (ResolvedStep step : scene.graph().steps()) {
            boolean stands = lanesStand && step.perSample();
            StepDefinition definition = scene.define(step.name());
            boolean changed = !stands && random.nextDouble() < staleShare * 0.5;
            for (int lane : scene.lanesOf(step)) {
                Task task = new Task(step.name(), lane);
                if (isNotNeeded(step, lane)) {
                    standings.put(task, Standing.NOT_NEEDED);
                    continue;
                }
                Standing chosen =
                        changed ? Standing.STEP_CHANGED : choose(stands ? 0 : staleShare, stands ? 0 : goneShare);
                Standing left = leave(task, definition.def(), identities.in(definition, lane), chosen);
                standings.put(task, forced.contains(step.name()) ? Standing.FORCED : left);
            }
        }
    }

    private boolean isNotNeeded(ResolvedStep step, int lane) {
        return leftOut.getOrDefault(step.name(), Set.of()).contains(lane)
                || (step.perSample()
                        && step.inputs().values().stream()
                                .anyMatch(input -> input instanceof ResolvedInput.Made made
                                        && !made.optional()
                                        && standings.get(new Task(made.step(), lane)) == Standing.NOT_NEEDED));
    }

    private Standing choose(double staleShare, double goneShare) {
        if (random.nextDouble() < staleShare) {
            return STALE.get(random.nextInt(STALE.size()));
        }
        return random.nextDouble() < goneShare ? Standing.FILES_GONE : Standing.CURRENT;
    }

    private Standing leave(Task task, String def, Optional<String> in, Standing chosen) {
        FakeStore store = scene.held();
        String ownDef = chosen == Standing.STEP_CHANGED ? OTHER : def;
        String ownIn = chosen == Standing.INPUT_CHANGED ? OTHER : in.orElse(OTHER);
        if (chosen == Standing.NEW) {
            return chosen;
        }
        if (chosen == Standing.FAILED_BEFORE) {
            store.failed(task.step(), task.lane());
            return chosen;
        }
        store.ok(task.step(), task.lane(), ownDef, ownIn, task.toString());
        if (chosen == Standing.FILES_GONE) {
            store.lose(task.step(), task.lane());
        }
        return chosen == Standing.INPUT_CHANGED && in.isEmpty() ? Standing.CURRENT : chosen;
    }
}
