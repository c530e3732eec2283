package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which tasks run and why. */
class DemandTest {
    /** index (cohort) and cut (lanes) feed align; align feeds call, whose tables are gathered. */
    private static final String PIPELINE = """
            pipeline: p
            params: { k: { type: int, default: 3 } }
            samples: { columns: { bam: { type: file, default: "/bam/${{ sample }}.bam" } } }
            steps:
              index: { each: cohort, outputs: { o: o }, command: [index] }
              cut: { inputs: { bam: "${{ sample.bam }}" }, outputs: { o: o }, command: [cut], keep: false }
              align:
                inputs: { idx: "${{ steps.index.o }}", cut: "${{ steps.cut.o }}" }
                outputs: { o: o }
                command: [align]
              call: { inputs: { a: "${{ steps.align.o }}" }, outputs: { o: o }, command: [call, "${{ params.k }}"] }
              table: { each: cohort, inputs: { c: "${{ steps.call.o }}" }, outputs: { o: o }, command: [table] }
            """;

    private final PlanScene scene = withBams(PlanScene.of(PIPELINE));

    private static PlanScene withBams(PlanScene scene) {
        for (int i = 1; i <= 4; i++) {
            scene.held().file("/bam/s" + i + ".bam", "etag:" + i);
        }
        return scene;
    }

    @Test
    void inAnEmptyStoreAllIsNew() {
        assertThat(scene.runs())
                .containsExactly("index 1: new 1", "cut 3: new 3", "align 3: new 3", "call 3: new 3", "table 1: new 1");
    }

    @Test
    void afterARunNothingRuns() {
        scene.ran();

        assertThat(scene.runs()).isEmpty();
        assertThat(scene.plan().isEmpty()).isTrue();
        assertThat(scene.plan().steps()).extracting(StepPlan::current).containsExactly(1, 3, 3, 3, 1);
    }

    @Test
    void aNewSampleRunsAloneAndIsGathered() {
        scene.ran();
        scene.lanes(4);

        assertThat(scene.runs())
                .containsExactly("cut 1: new 1", "align 1: new 1", "call 1: new 1", "table 1: upstream runs 1");
    }

    @Test
    void aSampleLessIsGatheredAgain() {
        scene.ran();
        scene.lanes(2);

        assertThat(scene.runs()).containsExactly("table 1: input changed 1");
    }

    @Test
    void aTaskThatFailedRunsAgainAndSoDoesWhatReadsIt() {
        scene.ran();
        scene.held().failed("align", 1);
        scene.held().forget("call", 1);
        scene.held().forget("table", Holdings.COHORT);

        assertThat(scene.runs()).containsExactly("align 1: failed before 1", "call 1: new 1", "table 1: new 1");
    }

    @Test
    void aTaskWhoseProducerLeftNothingIsToldToRunForThat() {
        scene.ran();
        scene.held().failed("align", 1);

        assertThat(scene.runs())
                .containsExactly("align 1: failed before 1", "call 1: upstream runs 1", "table 1: upstream runs 1");
    }

    @Test
    void aChangedStepRunsInAllLanesAndSpreadsDownwardsOnly() {
        scene.ran();
        scene.param("k", "5");

        assertThat(scene.runs()).containsExactly("call 3: step changed 3", "table 1: upstream runs 1");
    }

    @Test
    void aChangedInputRunsItsLane() {
        scene.ran();
        scene.held().file("/bam/s2.bam", "etag:other");

        assertThat(scene.runs())
                .containsExactly(
                        "cut 1: input changed 1",
                        "align 1: upstream runs 1",
                        "call 1: upstream runs 1",
                        "table 1: upstream runs 1");
    }

    @Test
    void anInputFromOutsideThatIsGoneHasChanged() {
        PlanScene gone = PlanScene.of(PIPELINE).lanes(1);
        gone.held().file("/bam/s1.bam", "etag:1");
        gone.ran();
        FakeStore later = new FakeStore();
        gone.graph().steps().forEach(step -> {
            int lane = step.perSample() ? 0 : Holdings.COHORT;
            later.ok(
                    step.name(),
                    lane,
                    gone.def(step.name()),
                    gone.in(step.name(), lane).orElseThrow(),
                    step.name() + lane);
        });

        RunPlan plan = Planner.plan(gone.graph(), PlanScene.BASE, gone.samples(), gone.settings(), later);

        assertThat(plan.steps().get(1).reasons()).containsOnlyKeys(Reason.INPUT_CHANGED);
    }

    @Test
    void aCohortStepThatRunsMakesAllLanesRun() {
        scene.ran();
        scene.force("index");

        assertThat(scene.runs())
                .containsExactly(
                        "index 1: forced 1",
                        "align 3: upstream runs 3",
                        "call 3: upstream runs 3",
                        "table 1: upstream runs 1");
    }

    @Test
    void forcedOutweighsAllOtherReasons() {
        scene.force("cut");

        assertThat(scene.runs()).contains("cut 3: forced 3", "align 3: new 3");
    }

    @Test
    void removedFilesOfAnInnerStepAreNotMissedWhileTheResultsAreCurrent() {
        scene.ran();
        scene.held().lose("cut", 0);
        scene.held().lose("align", 0);
        scene.held().lose("call", 2);

        assertThat(scene.runs()).isEmpty();
    }

    @Test
    void aLostResultRunsAloneWhereWhatItReadsIsThere() {
        scene.ran();
        scene.held().lose("table", Holdings.COHORT);

        assertThat(scene.runs()).containsExactly("table 1: output missing 1");
    }

    /** Only the lanes whose files are wanted, and of their steps only those from the gap on. */
    @Test
    void aLostResultBringsBackWhatItReadsAndNoMore() {
        scene.ran();
        scene.held().lose("table", Holdings.COHORT);
        scene.held().lose("call", 1);
        scene.held().lose("cut", 1);
        scene.held().lose("cut", 2);

        assertThat(scene.runs()).containsExactly("call 1: output missing 1", "table 1: output missing 1");
    }

    @Test
    void aStepThatRunsBringsBackTheRemovedFilesThatItReads() {
        scene.ran();
        scene.held().lose("cut", 0);
        scene.held().lose("cut", 1);
        scene.held().failed("align", 1);

        assertThat(scene.runs()).startsWith("cut 1: output missing 1", "align 1: failed before 1");
    }

    @Test
    void whatIsBroughtBackMakesItsOtherReadersRunToo() {
        PlanScene fork = PlanScene.of("""
                        pipeline: fork
                        steps:
                          a: { outputs: { o: o }, command: [a] }
                          left: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [left] }
                          right: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [right] }
                        """).lanes(1).ran();
        fork.held().lose("a", 0);
        fork.held().failed("left", 0);

        assertThat(fork.runs())
                .containsExactly("a 1: output missing 1", "left 1: failed before 1", "right 1: upstream runs 1");
    }

    /** The other reader's own producer is wanted only since that reader runs: it takes a second round to see it. */
    @Test
    void whatRunsForTheSakeOfAnotherBringsBackItsOwnInputs() {
        PlanScene braid = PlanScene.of("""
                        pipeline: braid
                        steps:
                          x: { outputs: { o: o }, command: [x] }
                          a: { outputs: { o: o }, command: [a] }
                          left: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [left] }
                          right:
                            inputs: { a: "${{ steps.a.o }}", x: "${{ steps.x.o }}" }
                            outputs: { o: o }
                            command: [right]
                        """).lanes(1).ran();
        braid.held().lose("x", 0);
        braid.held().lose("a", 0);
        assertThat(braid.runs()).isEmpty();

        braid.held().failed("left", 0);

        assertThat(braid.runs())
                .containsExactly(
                        "x 1: output missing 1",
                        "a 1: output missing 1",
                        "left 1: failed before 1",
                        "right 1: upstream runs 1");
    }

    @Test
    void anOrderWithoutDataSpreadsNothing() {
        PlanScene ordered = PlanScene.of("""
                        pipeline: ordered
                        steps:
                          first: { outputs: { o: o }, command: [first] }
                          second: { needs: [first], outputs: { o: o }, command: [second] }
                        """).ran();
        ordered.force("first");

        assertThat(ordered.runs()).containsExactly("first 3: forced 3");
    }

    /** What only an order waits for is read by nobody, so it is a result. */
    @Test
    void anOrderWithoutDataMakesNoInnerStep() {
        PlanScene ordered = PlanScene.of("""
                        pipeline: ordered
                        steps:
                          first: { outputs: { o: o }, command: [first] }
                          second: { needs: [first], outputs: { o: o }, command: [second] }
                        """).ran();
        ordered.held().lose("first", 2);

        assertThat(ordered.runs()).containsExactly("first 1: output missing 1");
    }
}
