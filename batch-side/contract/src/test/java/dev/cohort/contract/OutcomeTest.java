package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    private final String text = Specimens.succeeded().toJson().pretty();

    @Test
    void isNoneWhereverItWasTorn() {
        for (int end = 0; end < text.length(); end++) {
            assertThat(Outcome.read(text.substring(0, end))).isEmpty();
        }
        assertThat(Outcome.read(text)).contains(Specimens.succeeded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\u0000\u0000\u0000", "not json"})
    void isNoneWhereNoJsonIs(String text) {
        assertThat(Outcome.read(text)).isEmpty();
    }

    @Test
    void isAFaultWhereAnotherThingIsWhole() {
        assertThatThrownBy(() -> Outcome.read("{\"contract\": 2}"))
                .hasMessage("outcome: written by a newer Cohort (contract 2); update this one");
        assertThatThrownBy(() -> Outcome.read("[]")).hasMessage("outcome: is not an object");
    }

    @Test
    void keysAreReadBackFromFileNames() {
        String d = "0123456789abcdef";
        OutcomeKey key = new OutcomeKey(OutcomeKey.Status.FAILED, d, d, OutcomeKey.NONE, d);

        assertThat(key.fileName())
                .isEqualTo("failed.0123456789abcdef.0123456789abcdef.0000000000000000.0123456789abcdef.json");
        assertThat(OutcomeKey.parse(key.fileName())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok.json",
                "ok.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "OK.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "passed.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "ok.0123456789ABCDEF.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "ok.0123456789abcde.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "ok.0123456789abcdeg.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "ok.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.json.tmp",
                "ok.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.json",
                "ok.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.",
                "../ok.0123456789abcdef.0123456789abcdef.0123456789abcdef.0123456789abcdef.json"
            })
    void otherFileNamesAreNoKeys(String fileName) {
        assertThat(OutcomeKey.parse(fileName)).isEqualTo(Optional.empty());
    }

    @Test
    void keysRefuseWholeDigests() {
        String d = OutcomeKey.NONE;
        assertThatThrownBy(() -> new OutcomeKey(OutcomeKey.Status.OK, d, "0".repeat(17), d, d))
                .hasMessage("an outcome's key needs 16 hex digits in lower case, not `00000000000000000`");
    }

    @Test
    void theKindsOfFailureAreTheDesigns() {
        assertThat(FailureKind.values())
                .extracting(FailureKind::word)
                .containsExactly(
                        "spot_reclaimed",
                        "image_pull",
                        "out_of_memory",
                        "timeout",
                        "disk_full",
                        "input_missing",
                        "input_changed",
                        "stage_in",
                        "tool",
                        "output_missing",
                        "stage_out",
                        "upstream",
                        "cancelled",
                        "terminated",
                        "platform");
    }
}
