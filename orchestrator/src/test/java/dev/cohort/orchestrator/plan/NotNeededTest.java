package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that only some samples need: {@code count} ← {@code call} (tumours only) ← {@code filter} ← {@code sum} and {@code all}. */
class NotNeededTest {
    private static final String PIPELINE = """
            pipeline: p
            samples:
              columns:
                kind: { type: choice, choices: [tumour, normal], default: normal }
                note: { type: string, default: "" }
            steps:
              count:
                outputs: { n: n.txt }
                run: count
              call:
                when: ${{ sample.kind }} == tumour
                inputs: { n: "${{ steps.count.n }}" }
                outputs: { v: "v.txt" }
                run: call ${{ inputs.n }}
              filter:
                inputs: { v: "${{ steps.call.v }}" }
                outputs: { f: f.txt }
                run: filter ${{ inputs.v }}
              sum:
                inputs: { n: "${{ steps.count.n }}", f: { file: "${{ steps.filter.f }}", optional: true } }
                outputs: { s: s.txt }
                run: sum ${{ inputs.n }} ${{ inputs.f }}
              all:
                each: cohort
                inputs: { f: "${{ steps.filter.f }}" }
                outputs: { t: t.txt }
                run: cat ${{ inputs.f }}
            """;

    private static final String SHEET = "sample,kind,note\ns1,tumour,\ns2,normal,\ns3,tumour,\n";

    private PlanScene scene;

    @BeforeEach
    void setUp() {
        scene = PlanScene.of(PIPELINE).sheet(SHEET);
    }

    private void allRan() {
        for (String step : List.of("count", "call", "filter", "sum")) {
            IntStream.range(0, 3)
                    .filter(lane -> !scene.notNeeded().test(step, lane))
                    .forEach(lane -> scene.ran(step, lane));
        }
        scene.ran("all", Holdings.COHORT);
    }

    @Test
    void whatReadsFromAStepGoesAlongUnlessItCanDoWithout() {
        NotNeeded notNeeded = scene.notNeeded();

        assertThat(lanes(notNeeded, "count")).isEmpty();
        assertThat(lanes(notNeeded, "call")).containsExactly(1);
        assertThat(lanes(notNeeded, "filter")).containsExactly(1);
        assertThat(lanes(notNeeded, "sum")).isEmpty();
        assertThat(notNeeded.steps()).containsExactlyInAnyOrder("call", "filter");
    }

    private static int[] lanes(NotNeeded notNeeded, String step) {
        return IntStream.range(0, 3).filter(lane -> notNeeded.test(step, lane)).toArray();
    }

    @Test
    void onlyWhatIsNeededRuns() {
        assertThat(scene.runs())
                .containsExactly("count 3: new 3", "call 2: new 2", "filter 2: new 2", "sum 3: new 3", "all 1: new 1");
        assertThat(scene.plan().steps()).extracting(StepPlan::notNeeded).containsExactly(0, 1, 1, 0, 0);
        assertThat(scene.plan().steps()).extracting(StepPlan::current).containsOnly(0);
    }

    @Test
    void lanesOfOneNeedGoTogether() {
        assertThat(scene.jobs())
                .containsExactly(
                        "count-g1c1 array of 2",
                        "count-g2c1 single",
                        "call-g1c1 array of 2 after count-g1c1 by lane",
                        "filter-g1c1 array of 2 after call-g1c1 by lane",
                        "sum-g1c1 array of 2 after filter-g1c1 by lane",
                        "sum-g2c1 single after count-g2c1",
                        "all-g0c0 single after filter-g1c1");
    }

    @Test
    void whatWasDoneStays() {
        allRan();

        assertThat(scene.runs()).isEmpty();
        assertThat(scene.plan().steps()).extracting(StepPlan::current).containsExactly(3, 2, 2, 3, 1);
    }

    @Test
    void aColumnThatOnlyAConditionReadsRunsWhatIsNewlyNeededAndNothingElse() {
        allRan();
        scene.sheet(SHEET.replace("s2,normal", "s2,tumour"));

        assertThat(scene.runs())
                .containsExactly(
                        "call 1: new 1", "filter 1: new 1", "sum 1: upstream runs 1", "all 1: upstream runs 1");
    }

    @Test
    void whatIsNoLongerNeededIsTakenOutOfWhatReadIt() {
        allRan();
        scene.sheet(SHEET.replace("s3,tumour", "s3,normal"));

        assertThat(scene.runs()).containsExactly("sum 1: input changed 1", "all 1: input changed 1");
    }

    @Test
    void anotherConditionWithTheSameAnswerChangesNothing() {
        allRan();
        scene = scene.edited(PIPELINE.replace("== tumour", "!= normal"));

        assertThat(scene.runs()).isEmpty();
    }

    @Test
    void whatIsNotNeededIsNotForcedEither() {
        allRan();

        assertThat(scene.force("call").runs())
                .containsExactly(
                        "call 2: forced 2",
                        "filter 2: upstream runs 2",
                        "sum 2: upstream runs 2",
                        "all 1: upstream runs 1");
    }

    @Test
    void aWorkerIsToldWhatItsSampleDoesWithout() {
        RunPlan plan = scene.plan();
        Group normal = plan.groups().get(1);

        assertThat(plan.lane(normal, normal.chunks().get(0), 0).without()).isEqualTo(Set.of("call", "filter"));
        assertThat(plan.isNotNeeded("call", 1)).isTrue();
        assertThat(plan.isNotNeeded("all", Holdings.COHORT)).isFalse();
        assertThat(plan.conditionalSteps()).containsExactlyInAnyOrder("call", "filter");
    }

    /** {@code qc} is there for {@code call} alone, over {@code clean}. */
    private static PlanScene onlyForTumours() {
        return PlanScene.of("""
                pipeline: p
                samples: { columns: { kind: { type: choice, choices: [tumour, normal] } } }
                steps:
                  index: { each: cohort, outputs: { i: i }, command: [index] }
                  qc: { inputs: { i: "${{ steps.index.i }}" }, outputs: { q: q }, command: [qc] }
                  clean: { inputs: { q: "${{ steps.qc.q }}" }, outputs: { c: c }, command: [clean] }
                  call:
                    when: ${{ sample.kind }} == tumour
                    inputs: { c: "${{ steps.clean.c }}" }
                    outputs: { v: v }
                    command: [call]
                """).sheet(SHEET.replaceAll("(?m),[^,]*$", ""));
    }

    @Test
    void whatOnlyFeedsWhatIsNotNeededIsNotNeededEither() {
        RunPlan plan = onlyForTumours().plan();

        assertThat(plan.steps()).extracting(StepPlan::run).containsExactly(1, 2, 2, 2);
        assertThat(plan.steps()).extracting(StepPlan::current).containsOnly(0);
        assertThat(plan.steps()).extracting(StepPlan::notNeeded).containsExactly(0, 1, 1, 1);
    }

    @Test
    void ofSamplesThatNeedNothingNothingIsCurrentNorNeeded() {
        RunPlan plan =
                onlyForTumours().sheet("sample,kind\ns1,normal\ns2,normal\n").plan();

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.steps()).extracting(StepPlan::current).containsOnly(0);
        assertThat(plan.steps()).extracting(StepPlan::notNeeded).containsExactly(1, 2, 2, 2);
    }

    @Test
    void whatIsThereStaysCurrentThoughNobodyNeedsItAnyLonger() {
        PlanScene onlyForTumours = onlyForTumours().sheet("sample,kind\ns1,tumour\n");
        onlyForTumours.ran();
        RunPlan plan = onlyForTumours.sheet("sample,kind\ns1,normal\n").plan();

        assertThat(plan.steps()).extracting(StepPlan::current).containsExactly(1, 1, 1, 0);
        assertThat(plan.steps()).extracting(StepPlan::notNeeded).containsExactly(0, 0, 0, 1);
    }

    @Test
    void aForcedStepRunsForAllThatItsConditionLeavesAndSoDoesWhatItReads() {
        PlanScene normals = onlyForTumours().sheet("sample,kind\ns1,normal\ns2,normal\n");

        assertThat(normals.force("qc").runs()).containsExactly("index 1: new 1", "qc 2: forced 2");
        assertThat(normals.plan().steps()).extracting(StepPlan::notNeeded).containsExactly(0, 0, 2, 2);
    }
}
