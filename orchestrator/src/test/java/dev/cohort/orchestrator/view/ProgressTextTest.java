package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTextTest {
    private final ProgressText text = new ProgressText(Paint.PLAIN);

    @Test
    void saysWhereAStepIs() {
        assertThat(text.line("picard", new TaskCounts(3, 0, 0, 0, 2, 1))).isEqualTo("picard 3 of 6 done, 2 running");
        assertThat(text.line("picard", new TaskCounts(1, 2, 1, 4, 0, 0)))
                .isEqualTo("picard 3 of 8 done, 1 failed, 4 not started");
        assertThat(text.line("picard", new TaskCounts(1_000_000, 0, 0, 0, 0, 0)))
                .isEqualTo("picard 1,000,000 of 1,000,000 done");
        assertThat(text.line("picard", new TaskCounts(3, 0, 0, 0, 2, 1).retried(1)))
                .isEqualTo("picard 3 of 6 done, 2 running, 1 retry");
        assertThat(text.line("picard", new TaskCounts(6, 0, 0, 0, 0, 0).retried(40_000)))
                .isEqualTo("picard 6 of 6 done, 40,000 retries");
    }

    @Test
    void drawsABarForEachStepOneBelowTheOther() {
        assertThat(text.bars(progress(new TaskCounts(2, 0, 0, 0, 0, 0)), Duration.ZERO, 24))
                .containsExactly(
                        "first   ██████████████████████████████  2 of 2 done",
                        "second                                  0 of 2 done",
                        "all                                     0 of 1 done");
    }

    @Test
    void ofTooManyBarsTheRestIsCounted() {
        assertThat(text.bars(progress(new TaskCounts(2, 0, 0, 0, 0, 0)), Duration.ZERO, 2))
                .containsExactly(
                        "second                                  0 of 2 done", "… 2 more steps, 1 done, 1 to come");
        assertThat(text.bars(progress(new TaskCounts(1, 0, 1, 0, 0, 0)), Duration.ZERO, 2))
                .as("what failed is not left out")
                .last()
                .isEqualTo("… 2 more steps, 2 to come");
        assertThat(text.bars(progress(new TaskCounts(2, 0, 0, 0, 0, 0)), Duration.ZERO, 1))
                .containsExactly("… 3 more steps, 1 done, 2 to come");
    }

    @Test
    void whatRunsAndHasNoRoomIsUnderWay() {
        assertThat(text.bars(progress(new TaskCounts(0, 0, 0, 0, 2, 0)), Duration.ZERO, 1))
                .containsExactly("… 3 more steps, 1 under way, 2 to come");
        assertThat(text.bars(progress(new TaskCounts(1, 0, 0, 0, 0, 1)), Duration.ZERO, 1))
                .containsExactly("… 3 more steps, 1 under way, 2 to come");
    }

    @Test
    void drawsNoBarForAStepThatHasNothingToDo() {
        RunPlan plan = Plans.of("pipeline: p\nsteps: { only: { outputs: { a: a }, command: [x] } }\n", "a");

        assertThat(text.bars(Plans.begun(plan), Duration.ZERO, 24)).hasSize(1);
    }

    @Test
    void guessesWhatIsLeftOnceThereIsEnoughToGuessFrom() {
        TaskCounts half = new TaskCounts(50, 0, 0, 0, 2, 48);
        assertThat(bar(half, Duration.ofSeconds(90))).endsWith("50 of 100 done, 2 running, about 1m left");
        assertThat(bar(half, Duration.ofSeconds(30))).endsWith(", about 30s left");
        assertThat(bar(half, Duration.ofMinutes(150))).endsWith(", about 2h30m left");
        assertThat(bar(half, Duration.ofSeconds(2))).endsWith("2 running");
        assertThat(bar(new TaskCounts(1, 0, 0, 0, 2, 97), Duration.ofHours(1))).endsWith("2 running");
        assertThat(bar(new TaskCounts(99, 0, 1, 0, 0, 0), Duration.ofHours(1))).endsWith("1 failed");
    }

    @Test
    void aBarWithAFailureIsRed() {
        ProgressText colour = new ProgressText(Paint.COLOUR);

        String bar = colour.bars(progress(new TaskCounts(1, 0, 1, 0, 0, 0)), Duration.ZERO, 24)
                .get(0);

        assertThat(bar).contains(Paint.COLOUR.red("1 failed")).contains(Paint.COLOUR.red("█".repeat(30)));
    }

    private String bar(TaskCounts counts, Duration elapsed) {
        return text.bars(progress(counts), elapsed, 24).get(0);
    }

    private static RunProgress progress(TaskCounts ofFirst) {
        RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");
        return Plans.running(plan)
                .after(new RunEvent.Progressed(plan.jobs().get(0).name(), ofFirst));
    }
}
