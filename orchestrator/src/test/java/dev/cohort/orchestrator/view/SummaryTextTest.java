package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.PlannedStep;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTextTest {
    private static final String AGAIN = "Run the same command again: only what is not done will run.";

    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");

    @Test
    void saysThatAllIsDoneAndWhere() {
        assertThat(lines(
                        RunState.SUCCEEDED,
                        new TaskCounts(1, 1, 0, 0, 0, 0),
                        new TaskCounts(2, 0, 0, 0, 0, 0),
                        new TaskCounts(1, 0, 0, 0, 0, 0)))
                .containsExactly("Done: 5 tasks done in 1m30s.", "Results:", "  all: /store/results/p/all/_cohort");
    }

    @Test
    void namesNoResultsThatAreNotThere() {
        assertThat(lines(
                        RunState.FAILED,
                        new TaskCounts(1, 0, 1, 0, 0, 0),
                        new TaskCounts(1, 0, 0, 1, 0, 0),
                        new TaskCounts(0, 0, 0, 1, 0, 0)))
                .containsExactly("Failed: 2 tasks done, 1 failed, 2 not started in 1m30s.", AGAIN);
    }

    @Test
    void whatNeverWasSubmittedWasNotStartedEither() {
        assertThat(lines(RunState.CANCELLED))
                .containsExactly("Cancelled: 0 tasks done, 5 not started in 1m30s.", AGAIN);
    }

    @Test
    void whoDidNotBeginTheRunIsToldWhichCommandDoesIt() {
        RunProgress progress = Plans.running(plan).after(new RunEvent.Ended(RunState.CANCELLED, null, Plans.NOON));

        assertThat(new SummaryText(Paint.PLAIN, "/store").lines(progress, Duration.ofSeconds(90), false))
                .contains("Run the `cohort run` command again that began it: only what is not done will run.");
    }

    @Test
    void whatWasStoppedIsCountedAsStopped() {
        assertThat(lines(
                                RunState.CANCELLED,
                                new TaskCounts(1, 0, 0, 0, 0, 0, 1),
                                new TaskCounts(0, 0, 0, 2, 0, 0),
                                new TaskCounts(0, 0, 0, 1, 0, 0))
                        .get(0))
                .isEqualTo("Cancelled: 1 task done, 1 stopped, 3 not started in 1m30s.");
    }

    @Test
    void aStepOfEachSampleHasAFolderForEach() {
        RunPlan plan = Plans.of("pipeline: p\nsteps: { only: { outputs: { a: a }, command: [x] } }\n", "a");

        assertThat(new SummaryText(Paint.PLAIN, "/store").results(PlannedStep.of(plan)))
                .containsExactly("Results:", "  only: /store/results/p/only/<sample>");
    }

    /** Counts are those of the steps in their order. */
    private List<String> lines(RunState state, TaskCounts... counts) {
        RunProgress progress = Plans.running(plan);
        for (int i = 0; i < counts.length; i++) {
            progress = progress.after(new RunEvent.Progressed(plan.jobs().get(i).name(), counts[i]));
        }
        progress = progress.after(new RunEvent.Ended(state, null, Plans.NOON));
        return new SummaryText(Paint.PLAIN, "/store").lines(progress, Duration.ofSeconds(90), true);
    }
}
