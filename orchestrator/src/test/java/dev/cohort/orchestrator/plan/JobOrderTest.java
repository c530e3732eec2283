package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which jobs there are, and what each waits for. */
class JobOrderTest {
    @Test
    void lanesAreChainedIndexByIndex() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
                """);

        assertThat(scene.jobs()).containsExactly("a-g1c1 array of 3", "b-g1c1 array of 3 after a-g1c1 by lane");
    }

    @Test
    void oneLaneIsAPlainJobThatWaitsForAPlainJob() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
                """).lanes(1);

        assertThat(scene.jobs()).containsExactly("a-g1c1 single", "b-g1c1 single after a-g1c1");
    }

    @Test
    void aChunkIsChainedToItsOwn() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
                """).lanes(5).mostInChunk(3);

        assertThat(scene.jobs())
                .containsExactly(
                        "a-g1c1 array of 2",
                        "a-g1c2 array of 3",
                        "b-g1c1 array of 2 after a-g1c1 by lane",
                        "b-g1c2 array of 3 after a-g1c2 by lane");
    }

    @Test
    void lanesWaitForACohortStepAndAGatherForAllChunks() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  index: { each: cohort, outputs: { o: o }, command: [index] }
                  a: { inputs: { i: "${{ steps.index.o }}" }, outputs: { o: o }, command: [a] }
                  all: { each: cohort, inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [all] }
                """).lanes(4).mostInChunk(2);

        assertThat(scene.jobs())
                .containsExactly(
                        "index-g0c0 single",
                        "a-g1c1 array of 2 after index-g0c0",
                        "a-g1c2 array of 2 after index-g0c0",
                        "all-g0c0 single after a-g1c1, a-g1c2");
    }

    @Test
    void whatFollowsFromTheRestIsNotSaid() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  index: { each: cohort, outputs: { o: o }, command: [index] }
                  a: { inputs: { i: "${{ steps.index.o }}" }, outputs: { o: o }, command: [a] }
                  b:
                    inputs: { i: "${{ steps.index.o }}", a: "${{ steps.a.o }}" }
                    outputs: { o: o }
                    command: [b]
                  all:
                    each: cohort
                    inputs: { i: "${{ steps.index.o }}", a: "${{ steps.a.o }}", b: "${{ steps.b.o }}" }
                    outputs: { o: o }
                    command: [all]
                """);

        assertThat(scene.jobs())
                .containsExactly(
                        "index-g0c0 single",
                        "a-g1c1 array of 3 after index-g0c0",
                        "b-g1c1 array of 3 after a-g1c1 by lane",
                        "all-g0c0 single after b-g1c1");
    }

    /** Waiting for one's own lane would let a lane start before the others of `a` are done. */
    @Test
    void aWaitForAllLanesIsNotImpliedByAWaitForOne() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  all: { each: cohort, inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [all] }
                  b:
                    inputs: { a: "${{ steps.a.o }}", all: "${{ steps.all.o }}" }
                    outputs: { o: o }
                    command: [b]
                """);

        assertThat(scene.jobs())
                .containsExactly(
                        "a-g1c1 array of 3", "all-g0c0 single after a-g1c1", "b-g1c1 array of 3 after all-g0c0");
    }

    @Test
    void aStepThatDoesNotRunHandsItsOrderOn() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  between: { needs: [a], outputs: { o: o }, command: [between] }
                  b: { needs: [between], outputs: { o: o }, command: [b] }
                """).ran().force("a").force("b");

        assertThat(scene.jobs()).containsExactly("a-g1c1 array of 3", "b-g1c1 array of 3 after a-g1c1 by lane");
    }

    /** All of `a` comes before the cohort step, and that before each lane of `b`: the chain by lane is not enough. */
    @Test
    void aCohortStepThatDoesNotRunHandsOnAWaitForAll() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  between: { each: cohort, needs: [a], outputs: { o: o }, command: [between] }
                  b: { needs: [between, a], outputs: { o: o }, command: [b] }
                """).ran().force("a").force("b");

        assertThat(scene.jobs()).containsExactly("a-g1c1 array of 3", "b-g1c1 array of 3 after a-g1c1");
    }

    @Test
    void lanesThatDoNotRunAtAllHandTheOrderOnBetweenCohortSteps() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  first: { each: cohort, outputs: { o: o }, command: [first] }
                  lanes: { needs: [first], outputs: { o: o }, command: [lanes] }
                  last: { each: cohort, inputs: { l: "${{ steps.lanes.o }}" }, outputs: { o: o }, command: [last] }
                """).ran().force("first").force("last");

        assertThat(scene.jobs()).containsExactly("first-g0c0 single", "last-g0c0 single after first-g0c0");
    }

    /** For a single lane all and its own are the same, so the shorter way makes the longer one needless. */
    @Test
    void aLaneThatIsAloneWaitsForNoMoreThanItMust() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  gate: { each: cohort, needs: [a], outputs: { o: o }, command: [gate] }
                  x: { needs: [a], outputs: { o: o }, command: [x] }
                  b: { needs: [gate, x], outputs: { o: o }, command: [b] }
                """).lanes(1).ran().force("a").force("x").force("b");

        assertThat(scene.jobs())
                .containsExactly("a-g1c1 single", "x-g1c1 single after a-g1c1", "b-g1c1 single after x-g1c1");
    }

    @Test
    void groupsAreChainedEachForItselfAndGatheredTogether() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                  b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
                  all: { each: cohort, inputs: { b: "${{ steps.b.o }}" }, outputs: { o: o }, command: [all] }
                """).lanes(6).ran();
        scene.held().failed("a", 0);
        scene.held().failed("a", 3);
        scene.held().failed("b", 1);

        assertThat(scene.jobs())
                .containsExactly(
                        "a-g1c1 array of 2",
                        "b-g1c1 array of 2 after a-g1c1 by lane",
                        "b-g2c1 single",
                        "all-g0c0 single after b-g1c1, b-g2c1");
    }

    @Test
    void jobsAreNamedAfterRunStepGroupChunkAndRound() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [a] }
                """);

        assertThat(scene.plan().jobs()).extracting(PlannedJob::name).containsExactly("20260131-120000-k3x9-a-g1c1r1");
    }
}
