package dev.cohort.orchestrator.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTableTest {

    @Test
    void bareNamesAreLanesInTheirOrder() {
        SampleTable table = SampleTable.of(List.of("b", "a", "C.bam"));

        assertThat(table.size()).isEqualTo(3);
        assertThat(IntStream.range(0, 3).mapToObj(table::sample)).containsExactly("b", "a", "C.bam");
        assertThat(IntStream.range(0, 3).map(table::line)).containsExactly(1, 2, 3);
        assertThat(table.columns()).isEmpty();
        assertThat(table.cell(0, "bam")).isEmpty();
    }

    @Test
    void aLaneIsFoundByTheExactName() {
        SampleTable table = SampleTable.of(List.of("S1", "s2"));

        assertThat(table.laneOf("s2")).isEqualTo(1);
        assertThat(table.laneOf("S2")).isEqualTo(-1);
        assertThat(table.laneOf("S11")).isEqualTo(-1);
        assertThat(table.laneOf("")).isEqualTo(-1);
        assertThat(table.laneOf("sß")).isEqualTo(-1);
    }

    @Test
    void everyLaneOfManyIsFound() {
        List<String> names =
                IntStream.range(0, 20_000).mapToObj(i -> "Sample-" + i * 7919L).toList();
        SampleTable table = SampleTable.of(names);

        for (int lane = 0; lane < names.size(); lane++) {
            assertThat(table.laneOf(names.get(lane))).isEqualTo(lane);
            assertThat(table.sample(lane)).isEqualTo(names.get(lane));
        }
    }

    @Test
    void refusesWhatNoSheetCouldHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleTable.of(List.of("S1", "s1")))
                .withMessage("the sample `s1` is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleTable.of(List.of("a b")))
                .withMessageContaining("holds a space");
    }

    @Test
    void aLaneThatIsNotThereIsRefused() {
        SampleTable table = SampleTable.of(List.of("S1"));

        assertThatThrownBy(() -> table.sample(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("there is no lane 1 among 1");
        assertThatThrownBy(() -> table.line(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void theArenaHoldsHardlyMoreThanTheText() {
        StringBuilder sheet = new StringBuilder("sample,bam,note\n");
        for (int row = 0; row < 10_000; row++) {
            sheet.append(String.format("S%07d,%s,%s\n", row, "b".repeat(60), "n".repeat(60)));
        }

        SampleTable table = Sheets.read(sheet.toString()).table().orElseThrow();

        int textOfARow = 8 + 60 + 60;
        int lengths = 3;
        assertThat(table.arenaBytes()).isLessThanOrEqualTo(10_000 * (textOfARow + lengths) + ByteArena.SEGMENT);
    }

    @Test
    void columnsThatThePipelineDoesNotDeclareTakeNoRoom() {
        SampleTable table = Sheets.read("sample,other,bam\n" + "S1," + "x".repeat(100_000) + ",a.bam\n")
                .table()
                .orElseThrow();

        assertThat(table.columns()).containsExactly("bam");
        assertThat(table.cell(0, "other")).isEmpty();
        assertThat(table.cell(0, "bam")).contains("a.bam");
        assertThat(table.arenaBytes()).isEqualTo(ByteArena.SEGMENT);
    }

    @Test
    void cellsMayLieAcrossSegments() {
        String note = "ä".repeat(1500);
        StringBuilder sheet = new StringBuilder("sample,note\n");
        IntStream.range(0, 100).forEach(row -> sheet.append("S" + row + "," + note + row + "\n"));

        SampleTable table = Sheets.read(sheet.toString()).table().orElseThrow();

        for (int lane = 0; lane < 100; lane++) {
            assertThat(table.cell(lane, "note")).contains(note + lane);
        }
    }

    @Test
    void manyRowsOfSamplesWithSeveralCostLittleMoreThanTheirText() {
        int samples = 20_000;
        StringBuilder sheet = new StringBuilder("sample,reads\n");
        for (int row = 0; row < 3; row++) {
            for (int lane = 0; lane < samples; lane++) {
                sheet.append('s').append(lane).append(",r").append(row).append(".fq\n");
            }
        }

        SampleTable table = Sheets.read(sheet.toString(), Sheets.FILES).table().orElseThrow();

        assertThat(table.size()).isEqualTo(samples);
        assertThat(table.cell(samples - 1, "reads")).contains("r0.fq;r1.fq;r2.fq");
        assertThat(table.cell(0, "reads")).contains("r0.fq;r1.fq;r2.fq");
        assertThat(table.arenaBytes()).isLessThanOrEqualTo(samples * (7L + 3 * 6) + ByteArena.SEGMENT);
    }

    @Test
    void aSampleHasNoMoreThanAThousandRows() {
        Sheets.Reading reading = Sheets.read("sample,reads\n" + "s1,a.fq\n".repeat(1_002), Sheets.FILES);

        assertThat(reading.told()).contains("error: the sample `s1` has more than 1000 rows\n  sheet.csv:1002:1\n");
        assertThat(reading.problems().errors()).isEqualTo(2);
    }
}
