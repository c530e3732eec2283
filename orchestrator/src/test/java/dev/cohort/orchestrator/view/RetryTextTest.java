package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.run.RetriedTask;
import org.junit.jupiter.api.Test;

class RetryTextTest {
    private final RetryText text = new RetryText(Paint.PLAIN);

    @Test
    void saysInOneLineWhichAttemptEndedHow() {
        assertThat(text.line(new RetriedTask("align", "X", 1, 3, FailureKind.TOOL, "exit code 7")))
                .isEqualTo("tried again: align X after attempt 1 of 3 (tool): exit code 7");
    }

    @Test
    void aTaskOfTheCohortHasNoSampleAndAQueueMayNotKnowTheKind() {
        assertThat(text.line(new RetriedTask("all", null, 2, 5, null, "AWS Batch: exit code 75")))
                .isEqualTo("tried again: all after attempt 2 of 5: AWS Batch: exit code 75");
    }

    @Test
    void whatATaskSaidCannotDriveTheTerminal() {
        RetriedTask task = new RetriedTask("s", "a", 1, 2, FailureKind.OUT_OF_MEMORY, "m\u001b[2J\nm");

        assertThat(text.line(task))
                .startsWith("tried again: s a after attempt 1 of 2 (out of memory): m")
                .doesNotContain("\u001b", "\n");
        assertThat(new RetryText(Paint.COLOUR).line(task)).startsWith("\u001b[1;33mtried again:\u001b[0m s a ");
    }
}
