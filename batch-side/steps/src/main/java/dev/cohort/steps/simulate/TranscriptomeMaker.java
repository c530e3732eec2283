package dev.cohort.steps.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes up genes and possible fusions from a seed.
 *
 * <p>What is made suits the tools that must find the fusions. Bases are random, so that no two genes share a k-mer. Genes
 * lie far apart, as pizzly takes a fusion of near neighbours for a read-through. Exons are longer than a read and a half,
 * so that a read crosses at most one border. A gene takes part in one possible fusion at most, so that what is found can
 * be told from what was planted without doubt.
 */
final class TranscriptomeMaker {
    private static final int CHROMOSOMES = 8;
    private static final int FIRST_PLACE = 100_000;
    private static final int DISTANCE = 200_000;
    private static final int GENES_PER_FUSION = 4;
    private static final char[] BASES = {'A', 'C', 'G', 'T'};

    private final long seed;

    TranscriptomeMaker(long seed) {
        this.seed = seed;
    }

    Transcriptome make(int count) {
        List<Gene> genes = IntStream.range(0, count).mapToObj(this::gene).toList();
        return new Transcriptome(genes, fusions(genes));
    }

    private Gene gene(int index) {
        Random random = Draws.of(seed, "gene " + index);
        String number = "%06d".formatted(index + 1);
        boolean forward = random.nextBoolean();
        List<Exon> exons = exons(random, FIRST_PLACE + index / CHROMOSOMES * DISTANCE, forward);
        List<Transcript> transcripts = transcripts(random, "ENST00000" + number, exons);
        String chromosome = Integer.toString(index % CHROMOSOMES + 1);
        return new Gene("ENSG00000" + number + ".1", "SIM" + (index + 1), chromosome, forward, transcripts);
    }

    private static List<Exon> exons(Random random, int place, boolean forward) {
        List<Exon> exons = new ArrayList<>();
        int start = place;
        for (int left = 4 + random.nextInt(3); left > 0; left--) {
            Exon exon = exon(start, bases(random, 150 + random.nextInt(150)));
            exons.add(exon);
            start = exon.end() + 500 + random.nextInt(2_500);
        }
        if (!forward) {
            Collections.reverse(exons);
        }
        return exons;
    }

    private static Exon exon(int start, String bases) {
        return new Exon(start, start + bases.length() - 1, bases);
    }

    private static String bases(Random random, int length) {
        StringBuilder bases = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            bases.append(BASES[random.nextInt(BASES.length)]);
        }
        return bases.toString();
    }

    /** Every second gene or so has an isoform that lacks one inner exon, so that reads of it are ambiguous, as in nature. */
    private static List<Transcript> transcripts(Random random, String id, List<Exon> exons) {
        Transcript whole = new Transcript(id + "1.1", exons);
        if (random.nextBoolean()) {
            return List.of(whole);
        }
        List<Exon> skipping = new ArrayList<>(exons);
        skipping.remove(1 + random.nextInt(exons.size() - 2));
        return List.of(whole, new Transcript(id + "2.1", skipping));
    }

    private List<Fusion> fusions(List<Gene> genes) {
        Random random = Draws.of(seed, "fusions");
        List<Gene> shuffled = new ArrayList<>(genes);
        Collections.shuffle(shuffled, random);
        return IntStream.range(0, genes.size() / GENES_PER_FUSION)
                .mapToObj(i -> fusion(random, shuffled.get(2 * i), shuffled.get(2 * i + 1)))
                .toList();
    }

    /** At least two exons of each gene stay, so that both mates of a pair around the junction find their gene. */
    private static Fusion fusion(Random random, Gene five, Gene three) {
        int kept = 2 + random.nextInt(five.whole().exons().size() - 2);
        int dropped = 1 + random.nextInt(three.whole().exons().size() - 2);
        return new Fusion(five, three, kept, dropped);
    }
}
