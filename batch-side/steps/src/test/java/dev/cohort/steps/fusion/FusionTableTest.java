package dev.cohort.steps.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionRow.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table is written as people and other tools expect it, and read back as it was. */
class FusionTableTest {
    private static final FusionRow ROW =
            new FusionRow(new Partner("BCR", "G3"), new Partner("ABL1", "G1"), 10, 2, List.of("T3a", "T3b"));
    private static final FusionRow BARE =
            new FusionRow(new Partner("A", "G4"), new Partner("B", "G5"), 1, 0, List.of());

    @TempDir
    Path directory;

    private Path table;

    @BeforeEach
    void name() {
        table = directory.resolve("fusions.tsv");
    }

    @Test
    void aTableHasAHeaderAndARowForEachFusion() throws IOException {
        FusionTable.write(table, List.of(ROW, BARE));
        assertThat(table).content().isEqualTo("""
                        geneA.name	geneA.id	geneB.name	geneB.id	paircount	splitcount	transcripts.list
                        BCR	G3	ABL1	G1	10	2	T3a;T3b
                        A	G4	B	G5	1	0	\s
                        """.replace(" \n", "\n"));
        assertThat(read()).containsExactly(ROW, BARE);
    }

    @Test
    void noFusionIsATableOfOnlyTheHeader() throws IOException {
        FusionTable.write(table, List.of());
        assertThat(table).content().isEqualTo(FusionTable.HEADER + "\n");
        assertThat(read()).isEmpty();
    }

    @Test
    void whatIsNoTableIsToldWithItsOwnerAndPlace() throws IOException {
        Files.writeString(table, "");
        String columns = "(geneA.name, geneA.id, geneB.name, geneB.id, paircount, splitcount, transcripts.list)";
        tells("the table of S1 does not begin with the columns of a fusion table " + columns + ": " + table);
        Files.writeString(table, FusionTable.HEADER + "\n" + FusionTable.line(ROW) + "\nA\tB\n");
        tells("the table of S1 has a row that is no fusion, at " + table + ":3");
        Files.writeString(table, FusionTable.HEADER + "\nA\tG4\tB\tG5\tmany\t0\tT\n");
        tells("the table of S1 has a row that is no fusion, at " + table + ":2");
    }

    private void tells(String message) {
        assertThatThrownBy(this::read).isInstanceOf(StepFailure.class).hasMessage(message);
    }

    private List<FusionRow> read() throws IOException {
        List<FusionRow> rows = new ArrayList<>();
        FusionTable.read(table, "S1", rows::add);
        return rows;
    }
}
