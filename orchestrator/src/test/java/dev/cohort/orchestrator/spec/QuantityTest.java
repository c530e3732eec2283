package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "1 MiB, 1",
        "14 GiB, 14336",
        "14GiB, 14336",
        "1.5 GiB, 1536",
        "1 TiB, 1048576",
        "1 GB, 954",
        "1 kB, 1",
        "1 KiB, 1",
        "0 GiB, 0",
        "999999999999 TiB, 1048575999998951424",
    })
    void aSizeIsWholeMebibytesRoundedUp(String text, long mebibytes) {
        assertThat(Quantity.mebibytes(text)).contains(mebibytes);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 'write the unit too, such as `8 GiB`'",
        "8 Gib, did you mean `8 GiB`?",
        "8 G, did you mean `8 GiB`?",
        "8 g, did you mean `8 GiB`?",
        "8 gb, did you mean `8 GB`?",
        "8 Mi, did you mean `8 MiB`?",
        "8 PiB, 'the units are `MiB`, `GiB`, `TiB` and `MB`, `GB`, `TB`'",
        "'8,5 GiB', 'write a number and a unit, such as `8 GiB`'",
        "-8 GiB, 'write a number and a unit, such as `8 GiB`'",
        "GiB, 'write a number and a unit, such as `8 GiB`'",
        "'', 'write a number and a unit, such as `8 GiB`'",
    })
    void tellsWhatIsWrongWithASize(String text, String hint) {
        assertThat(Quantity.mebibytes(text)).isEmpty();
        assertThat(Quantity.sizeFault(text)).isEqualTo(hint);
    }

    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "4h, PT4H",
        "1h30m, PT1H30M",
        "2d 12h, PT60H",
        "0s, PT0S",
        "999999999d, PT23999999976H",
    })
    void aDurationIsASumOfParts(String text, Duration duration) {
        assertThat(Quantity.duration(text)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 'write the unit too, such as `4m` or `4h`'",
        "60, 'write the unit too, such as `60s`, `60m` or `60h`'",
        "4 hours, did you mean `4h`?",
        "30 Min, did you mean `30m`?",
        "1 day, did you mean `1d`?",
        "1.5h, 'write a number and a unit of `s`, `m`, `h` or `d`, such as `90s`, `4h` or `1h30m`'",
        "PT4H, 'write a number and a unit of `s`, `m`, `h` or `d`, such as `90s`, `4h` or `1h30m`'",
    })
    void tellsWhatIsWrongWithADuration(String text, String hint) {
        assertThat(Quantity.duration(text)).isEmpty();
        assertThat(Quantity.durationFault(text)).isEqualTo(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h1h", "1h  2m", "h", "-1h"})
    void whatIsNoDurationIsNone(String text) {
        assertThat(Quantity.duration(text)).isEmpty();
    }
}
