package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leads out of its place is refused wherever a key is made; the keys themselves stand in the golden. */
class StoreLayoutTest {
    private final StoreLayout store = new StoreLayout("fusion");

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\nb", "a\u0000", "\u007f", "\u0085"})
    void refusesSegmentsThatEscape(String bad) {
        assertThatThrownBy(() -> new StoreLayout(bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.results(bad, "s1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.results("step", bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.outcomes(bad, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.job(Specimens.RUN, bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Payload(bad, Specimens.HEX)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a/..", "a//b", "a/", "./a", "a\u001b[2J"})
    void refusesPathsThatEscape(String bad) {
        assertThatThrownBy(() -> store.result("step", "s1", bad)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OutputFile("o", bad, 1, "e", Specimens.HEX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> store.result("step", "s1", "a/../b"))
                .hasMessage("a result's path is `..`, which leads elsewhere");
        assertThatThrownBy(() -> new StoreLayout("a\u001b[2J"))
                .hasMessage("the name of the results is `a?[2J`; no slash and no control character may stand in it");
    }

    @Test
    void noSampleIsTakenForTheCohort() {
        assertThat(SampleName.problem(StoreLayout.COHORT)).isPresent();
    }

    @Test
    void journalFilesAreNumbered() {
        assertThat(JournalBatch.fileName(9_999_999_999L)).isEqualTo("9999999999.json");
        assertThat(JournalBatch.parse("0000000042.json")).hasValue(42);
        assertThatThrownBy(() -> JournalBatch.fileName(10_000_000_000L))
                .hasMessage("a journal has no batch number 10000000000");
        assertThatThrownBy(() -> JournalBatch.fileName(-1)).hasMessage("a journal has no batch number -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42.json", "0000000042", "0000000042.json.tmp", "00000000042.json", "-000000042.json"})
    void otherFilesAreNoJournal(String file) {
        assertThat(JournalBatch.parse(file)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"DONE, 0", "FAILED, 1", "MAY_PASS, 75", "OUT_OF_MEMORY, 76"})
    void exitCodes(WorkerExit exit, int code) {
        assertThat(exit.code()).isEqualTo(code);
        assertThat(WorkerExit.of(code)).contains(exit);
    }

    @Test
    void otherExitCodesAreNotTheWorkers() {
        assertThat(WorkerExit.of(137)).isEmpty();
    }
}
