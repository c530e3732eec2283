package dev.cohort.steps.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seed and name tell which fusions a sample carries, and the number in the name tells how many. */
class PlantingTest {
    private static final Transcriptome TRANSCRIPTOME = Transcriptome.of(1, 40);

    @ParameterizedTest
    @CsvSource({"S1, 1", "S2, 2", "S3, 3", "S4, 0", "S5, 1", "S10, 2", "S103, 3", "S2000, 0", "tumour-07, 3", "9, 1"})
    void theNumberAtTheEndOfANameTellsHowMany(String sample, int fusions) {
        assertThat(planted(1, sample)).hasSize(fusions).doesNotHaveDuplicates();
    }

    @Test
    void aNameWithoutANumberDrawsHowMany() {
        List<Integer> counts = IntStream.range(0, 40)
                .mapToObj(i -> planted(i, "anna").size())
                .distinct()
                .sorted()
                .toList();
        assertThat(counts).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theSameSeedAndNameTellTheSame() {
        assertThat(planted(1, "S3")).isEqualTo(planted(1, "S3"));
    }

    @Test
    void samplesDifferAndSoDoSeeds() {
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> planted(1, "S" + (4 * i + 3)))
                        .distinct()
                        .count())
                .isGreaterThan(10);
        assertThat(IntStream.range(0, 20)
                        .mapToObj(i -> planted(i, "S3"))
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    private static List<Fusion> planted(long seed, String sample) {
        return new Planting(TRANSCRIPTOME, seed).of(sample);
    }
}
