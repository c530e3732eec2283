package dev.cohort.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
    @ParameterizedTest
    @CsvSource({
        "07:09.000, 0, 20260105-030709-0000", "07:09.999, 46655, 20260105-030709-zzzz",
        "07:09.500, 35, 20260105-030709-i00z", "07:09.028, 46656, 20260105-030709-1000",
        "07:09.999999999, -1, 20260105-030709-zzzz", "07:10, -2147483648, 20260105-030710-0z0g"
    })
    void tellsTheTimeAndThreeRandomCharacters(String time, int random, String id) {
        RunId made = RunId.of(Instant.parse("2026-01-05T03:" + time + "Z"), random);

        assertThat(made.text()).isEqualTo(id);
        assertThat(new RunId(id)).isEqualTo(made).hasToString(id);
    }

    @Test
    void sortsByTimeOfStartAlsoWithinASecond() {
        Instant second = Instant.parse("2026-01-05T03:07:09Z");
        List<String> ids = IntStream.range(0, 36)
                .mapToObj(number -> RunId.of(second.plusMillis(number * 28), 7919 * (36 - number))
                        .text())
                .toList();

        assertThat(ids).isSorted();
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
