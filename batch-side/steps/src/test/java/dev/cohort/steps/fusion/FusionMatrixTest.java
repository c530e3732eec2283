package dev.cohort.steps.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.steps.fusion.FusionRow.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples down, fusions across, support in the cells. */
class FusionMatrixTest {
    @TempDir
    Path directory;

    private final FusionMatrix matrix = new FusionMatrix();

    @Test
    void everySampleHasARowAndEveryFusionAColumn() throws IOException {
        sample("S1", row("TMPRSS2", "G1", "ERG", "G2", 5), row("BCR", "G3", "ABL1", "G4", 7));
        sample("S2");
        sample("S3", row("BCR", "G3", "ABL1", "G4", 1));
        matrix.unknown("S4");
        assertThat(written()).isEqualTo("""
                        sample	BCR--ABL1	TMPRSS2--ERG
                        S1	7	5
                        S2	0	0
                        S3	1	0
                        S4	NA	NA
                        """);
        assertThat(matrix.distinct()).isEqualTo(2);
    }

    @Test
    void aFusionAndItsReverseAreTwo() throws IOException {
        sample("S1", row("A", "G1", "B", "G2", 1), row("B", "G2", "A", "G1", 2));
        assertThat(written()).isEqualTo("sample\tA--B\tB--A\nS1\t1\t2\n");
    }

    @Test
    void genesThatShareANameAreToldApart() throws IOException {
        sample("S1", row("A", "G1", "B", "G2", 1), row("A", "G9", "B", "G2", 2), row("C", "G3", "D", "G4", 3));
        assertThat(written()).isEqualTo("sample\tA--B (G1--G2)\tA--B (G9--G2)\tC--D\nS1\t1\t2\t3\n");
    }

    @Test
    void aCohortWithoutFusionsHasOnlyNames() throws IOException {
        sample("S1");
        assertThat(written()).isEqualTo("sample\nS1\n");
    }

    @Test
    void aLargeCohortIsWrittenRowByRow() throws IOException {
        for (int i = 0; i < 40_000; i++) {
            sample("S" + i, row("A" + i % 50, "G" + i % 50, "B", "H", i + 1));
        }
        assertThat(matrix.distinct()).isEqualTo(50);
        Path file = directory.resolve("matrix.tsv");
        matrix.write(file);
        try (Stream<String> lines = Files.lines(file)) {
            assertThat(lines.skip(1).mapToLong(FusionMatrixTest::sum).sum()).isEqualTo(40_000L * 40_001 / 2);
        }
    }

    private static long sum(String line) {
        return Stream.of(line.split("\t")).skip(1).mapToLong(Long::parseLong).sum();
    }

    private void sample(String name, FusionRow... rows) {
        matrix.open(name);
        for (FusionRow row : rows) {
            matrix.add(name, row);
        }
    }

    private static FusionRow row(String a, String idA, String b, String idB, int pairs) {
        return new FusionRow(new Partner(a, idA), new Partner(b, idB), pairs, 0, List.of());
    }

    private String written() throws IOException {
        Path file = directory.resolve("matrix.tsv");
        matrix.write(file);
        return Files.readString(file);
    }
}
