package dev.cohort.steps.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The made-up reference is the same for a seed for ever, and such that the tools can find its fusions. */
class TranscriptomeTest {
    private static final Transcriptome TRANSCRIPTOME = Transcriptome.of(1, 40);

    /** Results of old runs are compared with those of new ones: a seed must not mean another cohort after an upgrade. */
    @Test
    void aSeedMeansTheSameReferenceForEver() throws Exception {
        StringBuilder text = new StringBuilder();
        new ReferenceText(Transcriptome.of(1, 24)).fasta(text);
        new ReferenceText(Transcriptome.of(1, 24)).gtf(text);
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(digest))
                .isEqualTo("3f1e9f0c671f0ef0ada42a5e9dbb6f65aa9c5b6409c387a2962213d8049d4f44");
    }

    @Test
    void anotherSeedIsAnotherReference() {
        assertThat(Transcriptome.of(2, 40)).isNotEqualTo(TRANSCRIPTOME);
    }

    @Test
    void moreGenesLeaveTheFirstOnesAsTheyWere() {
        assertThat(Transcriptome.of(1, 80).genes())
                .startsWith(TRANSCRIPTOME.genes().toArray(Gene[]::new));
    }

    @Test
    void aGeneTakesPartInOneFusionAtMost() {
        List<String> partners = TRANSCRIPTOME.fusions().stream()
                .flatMap(fusion -> Stream.of(fusion.five().id(), fusion.three().id()))
                .toList();
        assertThat(partners).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void aFusionJoinsAnExonsEndToAnExonsBegin() {
        for (Fusion fusion : TRANSCRIPTOME.fusions()) {
            String five = bases(fusion.five().whole().exons().subList(0, fusion.kept()));
            List<Exon> three = fusion.three().whole().exons();
            assertThat(fusion.bases()).isEqualTo(five + bases(three.subList(fusion.dropped(), three.size())));
            assertThat(fusion.junction()).isEqualTo(five.length());
        }
    }

    @Test
    void genesOfAChromosomeLieFarApart() {
        for (Gene gene : TRANSCRIPTOME.genes()) {
            assertThat(TRANSCRIPTOME.genes())
                    .filteredOn(other -> other != gene && other.chromosome().equals(gene.chromosome()))
                    .allMatch(other -> other.start() > gene.end() + 100_000 || other.end() < gene.start() - 100_000);
        }
    }

    @Test
    void exonsOfABackwardGeneStandInTheOrderOfTranscription() {
        Gene backward = TRANSCRIPTOME.genes().stream()
                .filter(gene -> !gene.forward())
                .findFirst()
                .orElseThrow();
        List<Integer> starts =
                backward.whole().exons().stream().map(Exon::start).toList();
        assertThat(starts).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void theTextsAreInEnsemblsManner() {
        StringBuilder fasta = new StringBuilder();
        StringBuilder gtf = new StringBuilder();
        new ReferenceText(TRANSCRIPTOME).fasta(fasta);
        new ReferenceText(TRANSCRIPTOME).gtf(gtf);
        assertThat(fasta.toString().lines().findFirst().orElseThrow())
                .matches(
                        ">ENST000000000011\\.1 cdna chromosome:COHORT-SIMULATED:1:\\d+:\\d+:-?1 gene:ENSG00000000001\\.1"
                                + " gene_biotype:protein_coding transcript_biotype:protein_coding gene_symbol:SIM1");
        assertThat(gtf.toString().lines().skip(1).findFirst().orElseThrow())
                .matches("1\tcohort\tgene\t\\d+\t\\d+\t\\.\t[+-]\t\\.\tgene_id \"ENSG00000000001\"; gene_version \"1\";"
                        + " gene_name \"SIM1\"; gene_source \"cohort\"; gene_biotype \"protein_coding\";");
        assertThat(gtf.toString().lines().skip(1)).allMatch(line -> line.split("\t").length == 9);
    }

    private static String bases(List<Exon> exons) {
        return exons.stream().map(Exon::bases).collect(Collectors.joining());
    }
}
