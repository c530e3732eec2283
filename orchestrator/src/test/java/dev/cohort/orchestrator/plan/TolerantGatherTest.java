package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What waits for what where a gather may do without some lanes: its being done says nothing of any of them. */
class TolerantGatherTest {
    private static final String HEAD = """
            pipeline: p
            steps:
              index: { each: cohort, outputs: { o: o }, command: [touch, o] }
              one: { inputs: { i: "${{ steps.index.o }}" }, outputs: { o: o }, command: [touch, o] }
              two: { inputs: { i: "${{ steps.one.o }}" }, outputs: { o: o }, command: [touch, o] }
              most: { each: cohort, inputs: { i: "${{ steps.two.o }}" }, min-success: 50%, outputs: { o: o }, command: [touch, o] }
            """;

    private static PlannedJob job(RunPlan plan, String step) {
        return plan.jobs().stream()
                .filter(job -> job.step().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private static String waits(PlannedJob job) {
        return String.join(
                ", ",
                job.dependsOn().stream()
                        .map(dependency -> dependency.job().replaceAll(".*-([a-z]+)-g.*", "$1") + " "
                                + dependency.type().name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList());
    }

    @Test
    void itDependsOnNoLaneAndComesAfterAllOfThem() {
        RunPlan plan = PlanScene.of(HEAD).lanes(5).mostInChunk(2).plan();

        PlannedJob most = job(plan, "most");

        assertThat(most.dependsOn()).isEmpty();
        assertThat(most.afterEnd())
                .isEqualTo(plan.jobs().stream()
                        .filter(job -> job.step().equals("two"))
                        .map(PlannedJob::name)
                        .toList())
                .hasSize(3);
        assertThat(plan.assignment(most).terms().absent())
                .isEqualTo("/store/.cohort/runs/20260131-120000-k3x9/absent/" + most.name() + ".tsv");
        assertThat(plan.assignment(job(plan, "two")).terms().absent()).isNull();
    }

    @Test
    void aLaneAfterItStillWaitsForItsOwn() {
        RunPlan plan = PlanScene.of(HEAD + """
                  three:
                    inputs: { lane: "${{ steps.two.o }}", table: "${{ steps.most.o }}" }
                    outputs: { o: o }
                    command: [touch, o]
                """).plan();

        assertThat(waits(job(plan, "three"))).isEqualTo("most all, two n_to_n");
    }

    @Test
    void aStrictGatherAfterItStillWaitsForAllLanes() {
        RunPlan plan = PlanScene.of(HEAD + """
                  all:
                    each: cohort
                    inputs: { lanes: "${{ steps.two.o }}", table: "${{ steps.most.o }}", idx: "${{ steps.index.o }}" }
                    command: [cat, "${{ inputs.lanes }}"]
                """).plan();

        assertThat(waits(job(plan, "all"))).isEqualTo("most all, two all");
    }

    @Test
    void whereNoLaneRunsThereIsNothingToWaitFor() {
        RunPlan plan = PlanScene.of(HEAD).ran().force("most").plan();

        assertThat(plan.jobs()).hasSize(1);
        assertThat(plan.jobs().get(0).isHeld()).isFalse();
        assertThat(plan.assignment(plan.jobs().get(0)).terms().absent()).isNull();
    }
}
