package dev.cohort.orchestrator.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS Batch says of an end, put into a kind: the reason of the status first, the exit code last. */
class EndReasonsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Host EC2 (instance i-0123) terminated.,             -,                                          -, SPOT_RECLAIMED",
                "Host EC2 (instance i-0123) terminated.,             OutOfMemoryError: Container killed,         1, SPOT_RECLAIMED",
                "Job attempt duration exceeded timeout,              -,                                        137, TIMEOUT",
                "Task failed to start,                               CannotPullContainerError: not found,        -, IMAGE_PULL",
                "CannotPullContainerError: pull access denied,       -,                                          -, IMAGE_PULL",
                "Essential container in task exited,                 OutOfMemoryError: Container killed due to memory usage, 137, OUT_OF_MEMORY",
                "Essential container in task exited,                 -,                                         76, OUT_OF_MEMORY",
                "Task failed to start,                               CannotCreateContainerError: no space left on device, -, DISK_FULL",
                "Container Overrides length must be at most 8192,    -,                                          -, PLATFORM",
                "Task failed to start,                               DockerTimeoutError: Could not transition,   -, PLATFORM",
                "-,                                                  -,                                          -, PLATFORM",
                "Essential container in task exited,                 -,                                          1, -",
                "Essential container in task exited,                 -,                                         75, -"
            })
    void aTaskThatFailed(String status, String container, Integer exitCode, FailureKind kind) {
        TaskEnd end = new EndReasons(status, container, exitCode, true, false).of(3);

        assertThat(end.how()).isEqualTo(TaskEnd.How.FAILED);
        assertThat(end.index()).isEqualTo(3);
        assertThat(end.kind()).isEqualTo(kind);
    }

    @Test
    void aTaskThatWaitedForOneThatFailedHasNotBegun() {
        assertThat(new EndReasons("Dependent Job failed", null, null, false, false).of(0))
                .isEqualTo(
                        new TaskEnd(0, TaskEnd.How.UPSTREAM, "AWS Batch: Dependent Job failed", FailureKind.UPSTREAM));
    }

    @Test
    void whoWasStoppedIsNoFailureWhoeverDidIt() {
        assertThat(new EndReasons(EndReasons.ours("enough"), null, 143, true, false)
                        .of(0)
                        .how())
                .isEqualTo(TaskEnd.How.CANCELLED);
        assertThat(new EndReasons("by hand", null, null, true, true).of(0).how())
                .isEqualTo(TaskEnd.How.CANCELLED);
        assertThat(new EndReasons("by hand", null, null, false, true).of(0))
                .isEqualTo(new TaskEnd(0, TaskEnd.How.UPSTREAM, "AWS Batch: by hand", FailureKind.CANCELLED));
    }

    @Test
    void allReasonsAreTold() {
        assertThat(new EndReasons("exited", "because", 1, true, false).of(0).reason())
                .isEqualTo("AWS Batch: exited; because; exit code 1");
        assertThat(new EndReasons(null, "", null, true, false).of(0).reason())
                .isEqualTo("AWS Batch: it gave no reason");
    }
}
