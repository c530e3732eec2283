package dev.cohort.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.FailedTask;
import dev.cohort.orchestrator.run.Plans;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lanes that a gather does without: those that failed, and not those that have no part in what it gathers. */
class AbsentLanesTest {
    /** One kind of lanes more than there may be groups: {@code f}, which does not need {@code two}, goes with {@code d}, which does. */
    private static final String PIPELINE = """
            pipeline: p
            steps:
              one: { outputs: { o: o }, command: [touch, o] }
              a: { when: "${{ sample }} == a", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              a2: { when: "${{ sample }} == a", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              b: { when: "${{ sample }} == b", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              b2: { when: "${{ sample }} == b", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              c: { when: "${{ sample }} == c", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              c2: { when: "${{ sample }} == c", inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              mark: { inputs: { i: "${{ steps.one.o }}" }, command: [x] }
              two:
                when: ${{ sample }} != f
                inputs: { i: "${{ steps.one.o }}" }
                outputs: { o: o }
                command: [touch, o]
              most:
                each: cohort
                inputs: { i: "${{ steps.two.o }}" }
                min-success: 75%
                command: [cat, "${{ inputs.i }}"]
            """;

    private final RunPlan plan = Plans.of(PIPELINE, "a", "b", "c", "d", "f");
    private final AbsentLanes absent = new AbsentLanes(
            plan,
            plan.jobs().stream()
                    .filter(job -> job.step().equals("most"))
                    .findFirst()
                    .orElseThrow());

    private void fail(String... samples) {
        for (PlannedJob job : plan.jobs()) {
            if (job.step().equals("two")) {
                absent.add(
                        job,
                        IntStream.range(0, job.size())
                                .filter(index -> List.of(samples).contains(sample(job, index)))
                                .mapToObj(index -> new Compute.TaskEnd(index, Compute.TaskEnd.How.UPSTREAM, "upstream"))
                                .toList());
            }
        }
    }

    private String sample(PlannedJob job, int index) {
        return plan.lane(job.group(), job.chunk(), index).sample();
    }

    @Test
    void aLaneThatOnlyGoesByIsNotMissed() {
        assertThat(plan.jobs().stream()
                        .filter(job -> job.step().equals("two"))
                        .flatMap(job -> IntStream.range(0, job.size()).mapToObj(index -> sample(job, index))))
                .as("or else this shows nothing")
                .contains("f");
        fail("b", "f");

        assertThat(absent.lines()).isEqualTo("two\tb\n");
        assertThat(absent.tooMany()).isEmpty();
    }

    @Test
    void onlyLanesThatTakePartAreCounted() {
        fail("b", "c");

        assertThat(absent.tooMany())
                .map(FailedTask::message)
                .contains("only 2 of 4 lanes of `two` succeeded, and `min-success: 75%` asks for 3");
    }
}
