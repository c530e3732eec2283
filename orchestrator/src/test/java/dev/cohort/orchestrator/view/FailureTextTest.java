package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.run.FailedTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTextTest {
    private final FailureText text = new FailureText(Paint.PLAIN);

    @Test
    void saysWhatTheEndOfTheLogAndWhereTheRestIs() {
        FailedTask task = new FailedTask(
                "picard",
                "X",
                FailureKind.TOOL,
                "picard ended with exit status 1.",
                "/store/x/1.log",
                List.of("one", "two", "three", "", "four", ""));

        assertThat(text.lines(task))
                .containsExactly(
                        "failed: picard X (tool): picard ended with exit status 1.",
                        "  | two",
                        "  | three",
                        "  | four",
                        "  whole log: /store/x/1.log");
    }

    @Test
    void aTaskOfTheCohortHasNoSampleAndMayHaveLeftNoLog() {
        FailedTask task = new FailedTask("all", null, FailureKind.OUT_OF_MEMORY, "It took too much.", null, List.of());

        assertThat(text.lines(task)).containsExactly("failed: all (out of memory): It took too much.");
    }

    @Test
    void tabsOfATableOrATraceAreBlanks() {
        FailedTask task = new FailedTask("s", "a", FailureKind.TOOL, "m", null, List.of("a\tb"));

        assertThat(text.lines(task)).endsWith("  | a    b");
    }

    @Test
    void whatATaskPrintedCannotDriveTheTerminal() {
        FailedTask task = new FailedTask(
                "s", "a", FailureKind.TOOL, "m\u001b[2Jm", "/l\u001b[1A", List.of("\u001b]0;title\u0007line"));

        assertThat(String.join("", text.lines(task))).doesNotContain("\u001b").doesNotContain("\u0007");
    }
}
