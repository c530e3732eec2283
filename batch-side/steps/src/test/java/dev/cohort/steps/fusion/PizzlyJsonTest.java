package dev.cohort.steps.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionRow.Partner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pizzly's JSON becomes rows, strongest first; a file that is not whole is told, never taken for one without fusions. */
class PizzlyJsonTest {
    private static final String TWO_FUSIONS = """
            { "genes" : [
              { "geneA" : { "id" : "G1", "name" : "ABL1" }, "geneB" : { "id" : "G2", "name" : "" },
                "paircount" : 1, "splitcount" : 2,
                "transcripts" : [ { "fasta_record" : "T1_0:5_T2_3:9", "transcriptA" : { "id" : "T1" }, "reads" : [0, 1] } ],
                "readpairs" : [ { "type" : "PAIR", "read1" : { "name" : "r", "kmerpos" : { "start" : 0 } } } ] },
              { "geneA" : { "id" : "G3", "name" : "BCR" }, "geneB" : { "id" : "G1", "name" : "ABL1" },
                "paircount" : 10, "splitcount" : 0,
                "transcripts" : [ { "fasta_record" : "T3a" }, { "fasta_record" : "T3b" } ], "readpairs" : [] }
            ], "extra" : { "of" : ["a", "later", "version"] } }
            """;

    @TempDir
    Path directory;

    @Test
    void rowsComeOutStrongestFirst() throws IOException {
        assertThat(read(TWO_FUSIONS))
                .containsExactly(
                        new FusionRow(
                                new Partner("BCR", "G3"), new Partner("ABL1", "G1"), 10, 0, List.of("T3a", "T3b")),
                        new FusionRow(
                                new Partner("ABL1", "G1"), new Partner("G2", "G2"), 1, 2, List.of("T1_0:5_T2_3:9")));
    }

    @Test
    void noFusionIsNoRow() throws IOException {
        assertThat(read("{\n  \"genes\" : [\n\n  ]\n}")).isEmpty();
    }

    @Test
    void aFileThatIsCutOffIsTold() {
        for (int length : new int[] {0, 1, 20, 90, 200, 500, TWO_FUSIONS.length() - 60}) {
            assertThatThrownBy(() -> read(TWO_FUSIONS.substring(0, length)))
                    .as("the first %d", length)
                    .isInstanceOf(StepFailure.class)
                    .hasMessageStartingWith("pizzly wrote a ");
        }
    }

    @Test
    void anotherShapeIsTold() {
        tells(
                "{ \"fusions\" : [] }",
                "pizzly wrote a JSON without its list of `genes`; is this a version of pizzly that"
                        + " Cohort does not know?");
        tells(
                "[]",
                "pizzly wrote a JSON that is cut off or of another shape: START_ARRAY where START_OBJECT was expected");
        tells("{ \"genes\" : [ { \"paircount\" : 1 } ] }", "pizzly wrote a fusion that lacks one of its genes");
    }

    private void tells(String json, String message) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(StepFailure.class).hasMessage(message);
    }

    private List<FusionRow> read(String json) throws IOException {
        return PizzlyJson.read(Files.writeString(directory.resolve("p.json"), json));
    }
}
