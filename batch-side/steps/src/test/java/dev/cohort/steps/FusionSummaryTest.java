package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.LaneFile;
import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionRow.Partner;
import dev.cohort.steps.fusion.FusionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cohort's findings in one table and one matrix; a sample that failed is not taken for one without fusions. */
class FusionSummaryTest {
    @TempDir
    Path directory;

    @Test
    void tableAndMatrixTellWhatEachSampleHas() throws Exception {
        LaneFile two = lane("S1", row("BCR", 3), row("ETV6", 2));
        LaneFile none = lane("S2");
        LaneFile failed = new LaneFile("S3", null, "failed");
        Bench task = summarise(two, none, failed);
        assertThat(task.output("table"))
                .content()
                .isEqualTo("sample\t" + FusionTable.HEADER
                        + "\nS1\tBCR\tid-BCR\tABL1\tid-ABL1\t3\t1\tT\nS1\tETV6\tid-ETV6\tABL1\tid-ABL1\t2\t1\tT\n");
        assertThat(task.output("matrix"))
                .content()
                .isEqualTo("sample\tBCR--ABL1\tETV6--ABL1\nS1\t4\t3\nS2\t0\t0\nS3\tNA\tNA\n");
        assertThat(task.metrics())
                .containsEntry("fusions", 2.0)
                .containsEntry("distinct-fusions", 2.0)
                .containsEntry("samples-missing", 1.0);
        assertThat(task.logged()).contains("2 fusions, 2 of them distinct; 1 samples left no table");
    }

    @Test
    void manySamplesKeepTheirOrder() throws Exception {
        LaneFile[] lanes = IntStream.range(0, 300)
                .mapToObj(i -> lane("S" + i, row("G" + i % 7, i + 1)))
                .toArray(LaneFile[]::new);
        List<String> matrix = Files.readAllLines(summarise(lanes).output("matrix"));
        assertThat(matrix).hasSize(301);
        assertThat(matrix.get(300)).startsWith("S299\t").contains("\t301");
    }

    @Test
    void aTableOfAnotherKindIsToldWithItsSample() throws IOException {
        Path other = Files.writeString(directory.resolve("other.tsv"), "target_id\tlength\n");
        assertThatThrownBy(() -> summarise(new LaneFile("S7", other, "succeeded")))
                .isInstanceOf(StepFailure.class)
                .hasMessageStartingWith("the table of S7 does not begin with the columns of a fusion table");
    }

    private Bench summarise(LaneFile... lanes) throws Exception {
        return new Bench(directory)
                .gathering("tables", List.of(lanes))
                .making("table", "fusions.tsv")
                .making("matrix", "matrix.tsv")
                .run(new FusionSummary());
    }

    private LaneFile lane(String sample, FusionRow... rows) {
        try {
            Path file = directory.resolve(sample + ".tsv");
            FusionTable.write(file, List.of(rows));
            return new LaneFile(sample, file, "succeeded");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FusionRow row(String gene, int pairs) {
        return new FusionRow(new Partner(gene, "id-" + gene), new Partner("ABL1", "id-ABL1"), pairs, 1, List.of("T"));
    }
}
