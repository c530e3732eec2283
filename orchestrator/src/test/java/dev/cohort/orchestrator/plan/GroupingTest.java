package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes by what they need; a need is written as the numbers of its steps. */
class GroupingTest {
    private final Map<BitSet, Long> lanes = new LinkedHashMap<>();

    @Test
    void lanesThatNeedNothingAreInNoGroup() {
        lanes(1000);
        lanes(1, 0, 1);

        Grouping.Groups groups = Grouping.of(lanes);

        assertThat(groups.steps()).containsExactly(steps(0, 1));
        assertThat(groups.groupOf()).doesNotContainKey(steps());
    }

    @Test
    void aFewDifferentNeedsStayApartTheLargestFirst() {
        lanes(5, 0);
        lanes(90, 0, 1, 2);
        lanes(7, 1, 2);
        lanes(6, 2);

        assertThat(Grouping.of(lanes).steps()).containsExactly(steps(0, 1, 2), steps(1, 2), steps(2), steps(0));
    }

    /** One lane that passes one step is the cheapest of all merges. */
    @Test
    void theFifthNeedGoesWhereItTakesTheFewestPasses() {
        lanes(100, 0, 1, 2, 3);
        lanes(50, 3);
        lanes(40, 4);
        lanes(30, 5);
        lanes(1, 1, 2, 3);

        Grouping.Groups groups = Grouping.of(lanes);

        assertThat(groups.steps()).containsExactly(steps(0, 1, 2, 3), steps(3), steps(4), steps(5));
        assertThat(groups.groupOf().get(steps(1, 2, 3))).isZero();
    }

    /** Alike in two steps of three, they pass 20 times together; the two that are shorter would pass 21 times. */
    @Test
    void passesOfBothSidesCount() {
        lanes(10, 0, 1, 2, 3, 4, 5);
        lanes(10, 6);
        lanes(11, 7);
        lanes(10, 8, 9, 10);
        lanes(10, 8, 9, 11);

        assertThat(Grouping.of(lanes).steps()).contains(steps(8, 9, 10, 11)).hasSize(4);
    }

    @Test
    void everyNeedIsCoveredHoweverManyThereAre() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            BitSet need = BitSet.valueOf(new long[] {1 + random.nextInt(1 << 16)});
            lanes.put(need, 1L + random.nextInt(20));
        }

        Grouping.Groups groups = Grouping.of(lanes);

        assertThat(groups.steps()).hasSize(Grouping.MOST_GROUPS);
        lanes.keySet().forEach(need -> {
            BitSet missing = (BitSet) need.clone();
            missing.andNot(groups.steps().get(groups.groupOf().get(need)));
            assertThat(missing.isEmpty()).as("%s is covered", need).isTrue();
        });
    }

    @Test
    void aGroupHasNoStepThatNoneOfItsLanesNeeds() {
        Random random = new Random(11);
        for (int i = 0; i < 100; i++) {
            lanes.put(BitSet.valueOf(new long[] {1L << random.nextInt(16)}), 1L);
        }

        Grouping.Groups groups = Grouping.of(lanes);

        for (int group = 0; group < groups.steps().size(); group++) {
            BitSet needed = new BitSet();
            int number = group;
            groups.groupOf().entrySet().stream()
                    .filter(entry -> entry.getValue() == number)
                    .forEach(entry -> needed.or(entry.getKey()));
            assertThat(groups.steps().get(group)).isEqualTo(needed);
        }
    }

    @Test
    void aLaneThatPassesAStepIsToldSoInItsLine() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
                  c: { inputs: { b: "${{ steps.b.o }}" }, outputs: { o: o }, command: [c] }
                  d: { inputs: { c: "${{ steps.c.o }}" }, outputs: { o: o }, command: [d] }
                  e: { inputs: { d: "${{ steps.d.o }}" }, outputs: { o: o }, command: [e] }
                """).lanes(10).ran();
        int lane = 0;
        for (String step : List.of("a", "b", "c", "d", "e", "a", "b", "c", "d")) {
            scene.held().failed(step, lane++);
        }

        RunPlan plan = scene.plan();

        assertThat(plan.groups()).hasSize(4);
        assertThat(plan.steps()).extracting(StepPlan::passed).containsExactly(0, 0, 0, 1, 0);
        Group merged = plan.groups().stream()
                .filter(group -> group.steps().equals(Set.of("d", "e")))
                .findFirst()
                .orElseThrow();
        assertThat(passes(plan, merged)).containsExactly("s4[]", "s5[d]", "s9[]");
    }

    private static List<String> passes(RunPlan plan, Group group) {
        Chunk chunk = group.chunks().get(0);
        return IntStream.range(0, chunk.size())
                .mapToObj(index -> plan.lane(group, chunk, index))
                .map(lane -> lane.sample() + lane.passes())
                .toList();
    }

    private void lanes(long count, int... steps) {
        lanes.put(steps(steps), count);
    }

    private static BitSet steps(int... numbers) {
        BitSet steps = new BitSet();
        for (int number : numbers) {
            steps.set(number);
        }
        return steps;
    }
}
