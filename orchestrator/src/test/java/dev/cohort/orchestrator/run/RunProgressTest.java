package dev.cohort.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.plan.RunPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private final RunPlan plan = Plans.of(Plans.CHAIN, "a", "b", "c");
    private RunProgress progress = Plans.begun(plan);

    @Test
    void beginsWithAllPending() {
        assertThat(progress.state()).isEqualTo(RunState.PLANNED);
        assertThat(progress.step("first")).isEqualTo(TaskCounts.pending(3));
        assertThat(progress.step("all")).isEqualTo(TaskCounts.pending(1));
        assertThat(progress.all()).isEqualTo(TaskCounts.pending(7));
    }

    @Test
    void sumsFollowWhatIsTold() {
        progress = Plans.running(plan);
        progress = progress.after(new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(1, 0, 0, 0, 2, 0)));
        progress = progress.after(new RunEvent.Progressed(plan.jobs().get(0).name(), new TaskCounts(1, 1, 1, 0, 0, 0)));
        progress = progress.after(new RunEvent.Progressed(plan.jobs().get(1).name(), new TaskCounts(0, 0, 0, 1, 1, 1)));

        assertThat(progress.step("first")).isEqualTo(new TaskCounts(1, 1, 1, 0, 0, 0));
        assertThat(progress.step("second")).isEqualTo(new TaskCounts(0, 0, 0, 1, 1, 1));
        assertThat(progress.all()).isEqualTo(new TaskCounts(1, 1, 1, 1, 1, 2));
        assertThat(progress.all().total()).isEqualTo(7);
        assertThat(progress.all().ended()).isEqualTo(4);
    }

    @Test
    void keepsTheFirstOfVeryManyFailures() {
        progress = Plans.running(plan);
        for (int i = 0; i < RunProgress.MOST_FAILURES + 5; i++) {
            progress = progress.after(
                    new RunEvent.TaskFailed(new FailedTask("first", "s" + i, FailureKind.TOOL, "m", null, List.of())));
        }

        assertThat(progress.failures()).hasSize(RunProgress.MOST_FAILURES);
        assertThat(progress.failures().get(0).sample()).isEqualTo("s0");
    }
}
