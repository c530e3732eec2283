package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    @ParameterizedTest
    @CsvSource({
        "0, 20260105-030709-0000", "35, 20260105-030709-000z", "1679615, 20260105-030709-zzzz",
        "1679616, 20260105-030709-0000", "-1, 20260105-030709-zzzz", "-2147483648, 20260105-030709-fz0g"
    })
    void isMadeOfTheTimeAndFourRandomCharacters(int random, String id) {
        RunId made = RunId.of(Instant.parse("2026-01-05T03:07:09.999Z"), random);

        assertThat(made.text()).isEqualTo(id);
        assertThat(new RunId(id)).isEqualTo(made).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20260131-120000",
                "20260131-120000-K3X9",
                "20260131-120000-k3x",
                "20260131-120000-k3x99",
                "20261331-120000-k3x9",
                "20260230-120000-k3x9",
                "20260131-250000-k3x9",
                "20260131-126000-k3x9",
                "../../../etc-k3x9xxx",
                "20260131-120000-k3x9\n",
                "٢٠٢٦٠١٣١-120000-k3x9"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> new RunId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not the id of a run; one looks like 20260131-120000-k3x9");
    }
}
