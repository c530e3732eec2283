package dev.cohort.steps.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The molecules of one sample and how many fragments each gives: longer and stronger expressed ones give more.
 *
 * <p>A fusion gives enough fragments to be found, however few the sample has in all: about a quarter of them lies over
 * its junction.
 */
final class Library {
    private static final int ENOUGH_FOR_A_FUSION = 250;

    private final Random random;
    private final int fragments;

    Library(Random random, int fragments) {
        this.random = random;
        this.fragments = fragments;
    }

    List<Molecule> of(Transcriptome transcriptome, List<Fusion> planted) {
        List<Molecule> molecules = new ArrayList<>();
        List<String> transcripts = bases(transcriptome);
        double[] weights = transcripts.stream().mapToDouble(this::weight).toArray();
        double all = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            molecules.add(new Molecule(transcripts.get(i), null, share(weights[i] / all)));
        }
        planted.forEach(fusion -> molecules.add(molecule(fusion, all)));
        return molecules;
    }

    private static List<String> bases(Transcriptome transcriptome) {
        return transcriptome.genes().stream()
                .flatMap(gene -> gene.transcripts().stream())
                .map(Transcript::bases)
                .toList();
    }

    /** From half to twice the usual expression. */
    private double weight(String bases) {
        return bases.length() * (0.5 + 1.5 * random.nextDouble());
    }

    private Molecule molecule(Fusion fusion, double all) {
        String bases = fusion.bases();
        return new Molecule(bases, fusion, Math.max(share(bases.length() / all), ENOUGH_FOR_A_FUSION));
    }

    private int share(double part) {
        return (int) Math.ceil(part * fragments);
    }
}
