package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.steps.FusionChain.Lane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real picard, kallisto and pizzly find what is planted in each sample, and nothing else in any. */
class FusionChainTest {
    @TempDir
    Path directory;

    @Test
    void allThatIsPlantedIsFoundAndNothingElse() throws Exception {
        FusionChain chain = new FusionChain(directory, 7, "rf");
        List<Lane> lanes = new ArrayList<>();
        for (String sample : List.of("S1", "S2", "S3", "S4")) {
            lanes.add(chain.run(sample));
        }
        assertThat(lanes).extracting(lane -> lane.planted().size()).containsExactly(1, 2, 3, 0);
        assertThat(lanes).allSatisfy(lane -> assertThat(lane.found()).isEqualTo(lane.planted()));
        theSummaryTells(chain.summarise(), lanes);
    }

    /** Seeds chosen by counting, not by looking; the other kinds of library, as the strand decides which reads count. */
    @Test
    void otherSeedsAndStrandsAreFoundAsWell() throws Exception {
        List<String> strands = List.of("none", "fr", "rf");
        for (int seed = 1; seed <= 5; seed++) {
            Lane lane = new FusionChain(directory, seed, strands.get(seed % 3)).run("S3");
            assertThat(lane.planted()).hasSize(3);
            assertThat(lane.found()).as("seed %d", seed).isEqualTo(lane.planted());
        }
    }

    private static void theSummaryTells(Bench summary, List<Lane> lanes) throws Exception {
        List<String> table = Files.readAllLines(summary.output("table"));
        assertThat(table).first().asString().startsWith("sample\tgeneA.name\tgeneA.id\t");
        assertThat(table).hasSize(1 + 6);
        List<String> matrix = Files.readAllLines(summary.output("matrix"));
        String[] columns = matrix.get(0).split("\t");
        Set<String> distinct = new TreeSet<>();
        lanes.forEach(lane -> distinct.addAll(lane.planted()));
        assertThat(Arrays.copyOfRange(columns, 1, columns.length)).containsExactlyElementsOf(distinct);
        for (int row = 0; row < lanes.size(); row++) {
            assertThat(notZero(columns, matrix.get(row + 1).split("\t")))
                    .isEqualTo(lanes.get(row).planted());
        }
    }

    private static Set<String> notZero(String[] columns, String[] cells) {
        Set<String> names = new TreeSet<>();
        for (int i = 1; i < columns.length; i++) {
            if (!cells[i].equals("0")) {
                names.add(columns[i]);
            }
        }
        return names;
    }
}
