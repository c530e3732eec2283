package dev.cohort.steps.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.simulate.ReadPair.Read;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample's reads are told by seed and name, come from its molecules, and show what is planted. */
class SampleSimulationTest {
    private static final Transcriptome TRANSCRIPTOME = Transcriptome.of(3, 24);

    @TempDir
    Path directory;

    @Test
    void theSameSampleIsTheSameByteForByte() {
        Path one = directory.resolve("one.bam");
        Path two = directory.resolve("two.bam");
        List<FusionRow> planted = sample("S2").writeTo(one, 500, Strand.RF);
        assertThat(sample("S2").writeTo(two, 500, Strand.RF)).isEqualTo(planted);
        assertThat(one).hasSameBinaryContentAs(two);
    }

    @Test
    void everyPlantedFusionIsShownByEnoughFragmentsHoweverFewThereAre() {
        for (String name : List.of("S1", "S2", "S3", "S7", "S11")) {
            assertThat(sample(name).sequence(1, Strand.RF, pair -> {}))
                    .isNotEmpty()
                    .allMatch(row -> row.support() > 25 && row.splitcount() > 5 && row.paircount() > 3);
        }
    }

    @Test
    void aSampleWithoutFusionsHasReadsAllTheSame() {
        List<ReadPair> pairs = new ArrayList<>();
        assertThat(sample("S4").sequence(1_000, Strand.RF, pairs::add)).isEmpty();
        assertThat(pairs).hasSizeBetween(1_000, 1_500);
        assertThat(pairs).extracting(ReadPair::name).doesNotHaveDuplicates();
    }

    @Test
    void theStrandTellsWhichMateReadsAlongTheTranscript() {
        assertThat(along(Strand.FR)).isEqualTo(1.0);
        assertThat(along(Strand.RF)).isEqualTo(0.0);
        assertThat(along(Strand.NONE)).isBetween(0.4, 0.6);
    }

    /** How many of the first mates read along, of those without a wrong base. */
    private double along(Strand strand) {
        String sense = senseOf(TRANSCRIPTOME);
        List<Boolean> seen = new ArrayList<>();
        sample("S4").sequence(500, strand, pair -> {
            String first = text(pair.first());
            if (sense.contains(first)) {
                seen.add(true);
            } else if (sense.contains(Sequencer.reverseComplement(first))) {
                seen.add(false);
            }
        });
        assertThat(seen).hasSizeGreaterThan(400);
        return seen.stream().filter(along -> along).count() / (double) seen.size();
    }

    @Test
    void matesReadTheTwoEndsOfAFragment() {
        String fragment = TRANSCRIPTOME.genes().get(0).whole().bases().substring(0, 200);
        ReadPair pair = new Sequencer(Strand.FR, new Certain()).read("r", fragment);
        assertThat(text(pair.first())).isEqualTo(fragment.substring(0, 75));
        assertThat(Sequencer.reverseComplement(text(pair.second()))).isEqualTo(fragment.substring(125));
    }

    @Test
    void aWrongBaseIsAnotherBaseAndUnsure() {
        Read read =
                new Sequencer(Strand.FR, new Wrong()).read("r", "A".repeat(100)).first();
        assertThat(text(read)).hasSize(75).doesNotContain("A");
        assertThat(read.qualities()).containsOnly(12);
    }

    private static SampleSimulation sample(String name) {
        return new SampleSimulation(TRANSCRIPTOME, 3, name);
    }

    private static String senseOf(Transcriptome transcriptome) {
        StringBuilder all = new StringBuilder();
        transcriptome
                .genes()
                .forEach(gene ->
                        gene.transcripts().forEach(t -> all.append(t.bases()).append('|')));
        return all.toString();
    }

    private static String text(Read read) {
        return new String(read.bases(), StandardCharsets.US_ASCII);
    }

    /** Chance that never errs. */
    private static final class Certain extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 1.0;
        }
    }

    /** Chance that always errs. */
    private static final class Wrong extends Random {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 0.0;
        }
    }
}
