package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.plan.JobDependency.Type;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every plan, over thousands of pipelines, cohorts and stores by chance; a seed that fails is told. */
class PlanPropertiesTest {
    private static final int SEEDS = Integer.getInteger("cohort.seeds", 3_000);

    @Test
    void everyPlanIsExact() {
        OptionalLong failing = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .filter(seed -> !isExact(seed))
                .min();
        failing.ifPresent(PlanPropertiesTest::tell);
    }

    private static boolean isExact(long seed) {
        try {
            check(new RandomScene(seed));
            return true;
        } catch (AssertionError | RuntimeException fault) {
            return false;
        }
    }

    /** The first of them, once more, with all that it takes to understand it. */
    private static void tell(long seed) {
        try {
            check(new RandomScene(seed));
        } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError("seed " + seed + ": " + fault.getMessage() + "\n" + picture(seed), fault);
        }
    }

    private static String picture(long seed) {
        try {
            return new RandomScene(seed).toString();
        } catch (RuntimeException fault) {
            return "the scene itself can't be set: " + fault;
        }
    }

    private static void check(RandomScene scene) {
        RunPlan plan = scene.scene().plan();
        TaskOracle oracle = new TaskOracle(scene.scene().graph(), scene.standings());
        BatchWaits waits = new BatchWaits(plan, oracle);
        exactlyTheNeededTasksRunOnce(plan, oracle, waits);
        noTaskStartsBeforeAllThatItWaitsFor(oracle, waits);
        noTaskWaitsForMoreThanItMust(oracle, waits);
        plan.jobs().forEach(job -> dependenciesFit(job, waits));
        plan.jobs().forEach(job -> noDependencyFollowsFromTheRest(job, waits));
        countsAddUp(plan, oracle, waits);
        thereAreFewGroupsAndNoLaneIsInTwo(plan);
        itCanBeMadeAgainOnceTheStoreHasMovedOn(scene.scene(), plan);
    }

    private static String shown(RunPlan plan) {
        return plan.steps()
                + plan.jobs().stream()
                        .map(job -> job.name() + job.kind() + job.size() + job.dependsOn() + job.afterEnd())
                        .toList()
                        .toString();
    }

    private static void itCanBeMadeAgainOnceTheStoreHasMovedOn(PlanScene scene, RunPlan plan) {
        String decided = plan.decided().toJson().compact();
        scene.held().forgetAll();
        RunPlan again = scene.again(decided);
        require(shown(again).equals(shown(plan)), "another plan: " + shown(again));
        for (PlannedJob job : plan.jobs()) {
            if (job.group() != null && job.chunk() != null) {
                for (int index = 0; index < job.size(); index++) {
                    require(
                            again.lane(job.group(), job.chunk(), index)
                                    .equals(plan.lane(job.group(), job.chunk(), index)),
                            "another lane " + index + " of " + job.name());
                }
            }
        }
    }

    /** A task that is not needed may be started, and is then told to pass. */
    private static void exactlyTheNeededTasksRunOnce(RunPlan plan, TaskOracle oracle, BatchWaits waits) {
        BitSet running = new BitSet();
        for (int number : waits.started()) {
            RandomScene.Task task = oracle.task(number);
            if (plan.runs(task.step(), task.lane())) {
                running.set(number);
            } else {
                require(task.lane() != Holdings.COHORT, task + " is a cohort's and can't pass");
            }
        }
        BitSet wrong = (BitSet) oracle.needed().clone();
        wrong.xor(running);
        require(wrong.isEmpty(), () -> "needed and not run, or run and not needed: " + words(wrong, oracle));
        for (Group group : plan.groups()) {
            group.chunks().forEach(chunk -> passesAreTold(plan, group, chunk));
        }
    }

    private static void passesAreTold(RunPlan plan, Group group, Chunk chunk) {
        for (int index = 0; index < chunk.size(); index++) {
            int lane = group.lane(chunk, index);
            Set<String> passes = new HashSet<>(group.steps());
            passes.removeIf(step -> plan.runs(step, lane));
            require(plan.lane(group, chunk, index).passes().equals(passes), "lane " + lane + " must pass " + passes);
        }
    }

    /** Also across steps that do not run. */
    private static void noTaskStartsBeforeAllThatItWaitsFor(TaskOracle oracle, BatchWaits waits) {
        oracle.needed().stream().forEach(task -> {
            BitSet forgotten = (BitSet) oracle.strictAncestors(task).clone();
            forgotten.and(oracle.needed());
            forgotten.andNot(waits.before(task));
            require(forgotten.isEmpty(), () -> oracle.task(task) + " does not wait for " + words(forgotten, oracle));
        });
    }

    /** One slow sample holds up no other. */
    private static void noTaskWaitsForMoreThanItMust(TaskOracle oracle, BatchWaits waits) {
        for (int task : waits.started()) {
            BitSet needless = waits.before(task).get(0, oracle.size());
            needless.andNot(oracle.ancestors(task));
            require(needless.isEmpty(), () -> oracle.task(task) + " waits without need for " + words(needless, oracle));
        }
    }

    private static void dependenciesFit(PlannedJob job, BatchWaits waits) {
        require(job.dependsOn().size() <= 20, job.name() + " has too many dependencies");
        require(job.size() <= Chunk.MOST_LANES, job.name() + " is too large");
        require(job.kind() != JobKind.ARRAY || job.size() > 1, job.name() + " is an array of one");
        require(new HashSet<>(job.dependsOn()).size() == job.dependsOn().size(), job.name() + " waits twice");
        for (JobDependency dependency : job.dependsOn()) {
            require(
                    dependency.type() == Type.ALL
                            || (job.size() > 1 && waits.job(dependency.job()).size() == job.size()),
                    job.name() + " is chained to " + dependency.job() + ", which is of another size");
        }
    }

    private static void noDependencyFollowsFromTheRest(PlannedJob job, BatchWaits waits) {
        for (JobDependency dependency : job.dependsOn()) {
            require(
                    !waits.followsFromTheRest(job, dependency),
                    () -> job.name() + " need not say that it waits for " + dependency.job());
        }
    }

    private static void countsAddUp(RunPlan plan, TaskOracle oracle, BatchWaits waits) {
        Map<String, Integer> total = new HashMap<>();
        Map<String, Integer> started = new HashMap<>();
        Map<String, Integer> notNeeded = new HashMap<>();
        Map<String, Map<Reason, Integer>> reasons = new HashMap<>();
        for (int task = 0; task < oracle.size(); task++) {
            String step = oracle.task(task).step();
            total.merge(step, 1, Integer::sum);
            notNeeded.merge(step, oracle.notNeeded().get(task) ? 1 : 0, Integer::sum);
            if (oracle.needed().get(task)) {
                reasons.computeIfAbsent(step, s -> new EnumMap<>(Reason.class))
                        .merge(oracle.standing(task).reason().orElse(Reason.UPSTREAM_RUNS), 1, Integer::sum);
            }
        }
        Map<String, Integer> goneBy = new HashMap<>();
        waits.started().forEach(task -> {
            started.merge(oracle.task(task).step(), 1, Integer::sum);
            goneBy.merge(oracle.task(task).step(), oracle.notNeeded().get(task) ? 1 : 0, Integer::sum);
        });
        for (StepPlan step : plan.steps()) {
            int all = total.getOrDefault(step.name(), 0);
            int jobs = started.getOrDefault(step.name(), 0);
            require(
                    step.run() + step.passed() + step.current() + step.notNeeded() == all,
                    step + " does not add up to " + all);
            require(
                    step.notNeeded() == notNeeded.getOrDefault(step.name(), 0),
                    step + " is not needed by as many as " + notNeeded);
            require(
                    step.run() + step.passed() + goneBy.getOrDefault(step.name(), 0) == jobs,
                    step + " does not add up to the " + jobs + " tasks of its jobs");
            require(
                    step.reasons().equals(reasons.getOrDefault(step.name(), Map.of())),
                    step + " has other reasons than " + reasons);
        }
    }

    private static void thereAreFewGroupsAndNoLaneIsInTwo(RunPlan plan) {
        require(plan.groups().size() <= Grouping.MOST_GROUPS, "too many groups");
        BitSet lanes = new BitSet();
        for (Group group : plan.groups()) {
            for (Chunk chunk : group.chunks()) {
                require(chunk.size() > 1 || group.size() == 1, "one lane is left over");
                for (int index = 0; index < chunk.size(); index++) {
                    require(!lanes.get(group.lane(chunk, index)), "a lane is in two groups");
                    lanes.set(group.lane(chunk, index));
                }
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        BatchWaits.require(holds, otherwise);
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }

    private static List<RandomScene.Task> words(BitSet tasks, TaskOracle oracle) {
        return tasks.stream().mapToObj(oracle::task).toList();
    }

    /** Properties of what never comes up would hold for nothing. */
    @Test
    void chanceReachesEveryCorner() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 1; seed <= 1_000; seed++) {
            corners(new RandomScene(seed).scene().plan()).forEach(corner -> seen.merge(corner, 1, Integer::sum));
        }

        assertThat(seen.keySet())
                .contains(
                        "nothing to do",
                        "several groups",
                        "a lane that passes",
                        "a step that not all lanes need",
                        "chunks",
                        "a join of whole jobs",
                        "a join of lanes",
                        "lanes that wait for all lanes",
                        "a step that only some lanes run",
                        "a step that none runs",
                        "several cohort steps and no lane");
        assertThat(seen.values()).as("%s", seen).allMatch(count -> count >= 5);
    }

    private static Set<String> corners(RunPlan plan) {
        Set<String> corners = new HashSet<>();
        addIf(corners, "nothing to do", plan.isEmpty());
        addIf(
                corners,
                "several cohort steps and no lane",
                plan.groups().isEmpty() && plan.jobs().size() > 1);
        addIf(corners, "several groups", plan.groups().size() > 1);
        addIf(
                corners,
                "chunks",
                plan.groups().stream().anyMatch(group -> group.chunks().size() > 1));
        for (StepPlan step : plan.steps()) {
            addIf(corners, "a lane that passes", step.passed() > 0);
            addIf(corners, "a step that not all lanes need", step.notNeeded() > 0 && step.run() > 0);
            addIf(corners, "a step that only some lanes run", step.run() > 0 && step.current() > 0);
            addIf(corners, "a step that none runs", step.run() == 0 && !plan.isEmpty());
        }
        Set<String> arrays = new HashSet<>();
        for (PlannedJob job : plan.jobs()) {
            addIf(corners, "a join of whole jobs", job.kind() == JobKind.JOIN && job.size() == 1);
            addIf(corners, "a join of lanes", job.kind() == JobKind.JOIN && job.size() > 1);
            addIf(
                    corners,
                    "lanes that wait for all lanes",
                    job.kind() == JobKind.ARRAY
                            && job.dependsOn().stream()
                                    .anyMatch(d -> d.type() == Type.ALL && arrays.contains(d.job())));
            addIf(arrays, job.name(), job.kind() == JobKind.ARRAY);
        }
        return corners;
    }

    private static void addIf(Set<String> some, String one, boolean holds) {
        if (holds) {
            some.add(one);
        }
    }
}
