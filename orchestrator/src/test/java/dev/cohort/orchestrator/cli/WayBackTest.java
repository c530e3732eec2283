package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.ComputeFailure;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.run.RunEvent;
import dev.cohort.orchestrator.run.RunProgress;
import dev.cohort.orchestrator.run.TaskCounts;
import dev.cohort.store.StoreFailure;
import org.junit.jupiter.api.Test;

/** What is said of a run that was submitted, where AWS does not tell how it goes. */
class WayBackTest {
    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b");

    private static String hint(RunProgress progress) {
        ComputeFailure failure = ComputeFailure.service("no answer", "look at the network", null);
        return new WayBack("cohort attach 42").of(failure, progress).hint().orElseThrow();
    }

    @Test
    void ofWhatWasNotSubmittedNothingGoesOn() {
        assertThat(hint(Plans.begun(plan))).isEqualTo("look at the network");
    }

    @Test
    void whatIsNotDoneGoesOn() {
        assertThat(hint(Plans.running(plan)))
                .isEqualTo(
                        "look at the network; what was submitted goes on meanwhile, and `cohort attach 42` goes on from there");
    }

    @Test
    void whatIsDoneDoesNotGoOn() {
        RunProgress done = Plans.running(plan);
        for (PlannedJob job : plan.jobs()) {
            done = done.after(new RunEvent.Progressed(job.name(), new TaskCounts(job.size(), 0, 0, 0, 0, 0)));
        }

        assertThat(hint(done))
                .isEqualTo(
                        "look at the network; all that was submitted is done, and `cohort attach 42` goes on from there");
    }

    private String ofStore(RunProgress progress) {
        StoreFailure failure =
                new StoreFailure(StoreFailure.Kind.UNREACHABLE, "S3 fell silent", "Look at the network.", null);
        StoreFailure told = new WayBack("cohort attach 42").of(failure, progress);
        assertThat(told.kind()).isEqualTo(StoreFailure.Kind.UNREACHABLE);
        return String.valueOf(told.getMessage());
    }

    @Test
    void itIsToldTooWhereTheStoreIsSilent() {
        assertThat(ofStore(Plans.begun(plan))).isEqualTo("S3 fell silent. Look at the network.");
        assertThat(ofStore(Plans.running(plan)))
                .isEqualTo(
                        "S3 fell silent. Look at the network. What was submitted goes on meanwhile, and `cohort attach 42` goes on from there.");
    }
}
