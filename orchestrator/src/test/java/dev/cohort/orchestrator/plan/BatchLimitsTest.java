package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import org.junit.jupiter.api.Test;

/** Requests that AWS Batch would refuse, or worse, take. */
class BatchLimitsTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              a: { image: tool, outputs: { o: o }, command: [a] }
              b: { inputs: { a: "${{ steps.a.o }}" }, outputs: { o: o }, command: [b] }
            """;

    private final Problems problems = new Problems();

    @Test
    void anOrdinaryPlanIsFine() {
        BatchLimits.check(PlanScene.of(PIPELINE).plan(), problems);

        assertThat(problems.isEmpty()).isTrue();
    }

    /** The only thing in them that can grow is the address of the store. */
    @Test
    void overridesThatAwsWouldTakeAndThenFailAreToldForEachStep() {
        PlanScene scene = PlanScene.of(PIPELINE).store("s3://bucket/" + "x".repeat(7_000));

        BatchLimits.check(scene.lanes(5).mostInChunk(2).plan(), problems);

        assertThat(problems.inOrder()).hasSize(2);
        assertThat(PlanScene.told(problems))
                .containsPattern("the container overrides of the step `a` would be 7\\d\\d\\d characters long")
                .contains(
                        "and Cohort allows 7000: AWS Batch adds some, and above 8192 it takes the job and fails it at its"
                                + " start",
                        "pipeline.yaml:3:3",
                        "the container overrides of the step `b`",
                        "shorten the address of the store, which is 7012 characters long");
    }

    @Test
    void overridesAtTheLimitAreFine() {
        int fixed = BatchRequest.of(
                        PlanScene.of(PIPELINE).store("").plan(),
                        firstJob(PlanScene.of(PIPELINE).store("")),
                        Account.of("q"))
                .overrides()
                .compact()
                .length();
        String fits = "x".repeat(7_000 - fixed);

        BatchLimits.check(PlanScene.of(PIPELINE).store(fits).plan(), problems);
        assertThat(problems.isEmpty()).isTrue();

        BatchLimits.check(PlanScene.of(PIPELINE).store(fits + "x").plan(), problems);
        assertThat(problems.inOrder()).hasSize(2);
    }

    private static PlannedJob firstJob(PlanScene scene) {
        return scene.plan().jobs().get(0);
    }

    @Test
    void aSubmissionThatIsTooLargeIsTold() {
        RunPlan plan = PlanScene.of(PIPELINE).account(Account.of("q")).plan();
        int first = BatchRequest.of(plan, plan.jobs().get(0))
                .submission("d".repeat(138), job -> "0".repeat(36))
                .compact()
                .length();

        new BatchLimits(7_000, first, 24 * 1024).checkAll(plan, problems);

        assertThat(PlanScene.told(problems))
                .containsPattern(
                        "the submission of the step `b` would be \\d+ bytes long, and AWS Batch takes at most " + first)
                .contains("shorten the address of the store, which is 6 characters long");
        assertThat(problems.inOrder()).extracting(Problem::message).noneMatch(message -> message.contains("`a`"));
    }

    @Test
    void aDefinitionThatIsTooLargeIsTold() {
        String image = "i".repeat(25 * 1024);

        BatchLimits.check(PlanScene.of(PIPELINE.replace("tool", image)).plan(), problems);

        assertThat(problems.inOrder()).hasSize(1);
        assertThat(PlanScene.told(problems))
                .containsPattern(
                        "the job definition of the step `a` would be 2\\d{4} bytes long, and AWS Batch takes at"
                                + " most 24576")
                .contains("shorten its `image`");
    }
}
