package dev.cohort.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure carries the tool's end, and its message can be shown to a user as it stands. */
class StepFailureTest {

    @Test
    void anExitCodeIsTold() {
        StepFailure failure = StepFailure.ofTool("kallisto", 3);
        assertThat(failure).hasMessage("kallisto failed with exit code 3; its own words stand in the log above");
        assertThat(failure.toolExit()).hasValue(3);
        assertThat(failure.signal()).isEmpty();
    }

    @Test
    void aSignalIsToldWithWhatItMostlyMeans() {
        StepFailure failure = StepFailure.ofTool("pizzly", 128 + 9);
        assertThat(failure)
                .hasMessage("pizzly was ended by signal 9 (KILL): mostly for want of memory; give the step more of it");
        assertThat(failure.signal()).hasValue(9);
        assertThat(failure.toolExit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"128, false", "129, true", "192, true", "193, false", "255, false", "1, false"})
    void onlyStatusesOfSignalsAreSignals(int status, boolean signal) {
        assertThat(StepFailure.ofTool("t", status).signal().isPresent()).isEqualTo(signal);
    }

    @Test
    void anUnusualSignalIsToldByItsNumber() {
        assertThat(StepFailure.ofTool("t", 128 + 30)).hasMessage("t was ended by signal 30");
    }

    @Test
    void aMissingToolIsToldWithTheWayToGetIt() {
        assertThat(StepFailure.notInstalled(
                        Tool.named("picard", "PicardCommandLine").installedBy("apt-get install picard-tools")))
                .hasMessage("picard is not installed: no picard or PicardCommandLine in the directories of PATH."
                        + " Install it with: apt-get install picard-tools");
        assertThat(StepFailure.notInstalled(Tool.named("own-script")))
                .hasMessage("own-script is not installed: no own-script in the directories of PATH");
    }

    @Test
    void aBetterExplanationKeepsTheToolsEnd() {
        StepFailure plain = StepFailure.ofTool("kallisto", 1);
        StepFailure better = plain.explained("the index is of another species");
        assertThat(better).hasMessage("the index is of another species").hasCause(plain);
        assertThat(better.toolExit()).hasValue(1);
        assertThat(StepFailure.ofTool("kallisto", 139).explained("cut off").signal())
                .hasValue(11);
    }

    @Test
    void aPlainFailureHasNoTool() {
        IllegalStateException cause = new IllegalStateException();
        StepFailure failure = new StepFailure("the sheet is empty", cause);
        assertThat(failure).hasMessage("the sheet is empty").hasCause(cause);
        assertThat(failure.toolExit()).isEmpty();
        assertThat(failure.signal()).isEmpty();
    }
}
