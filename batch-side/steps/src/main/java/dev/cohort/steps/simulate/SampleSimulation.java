package dev.cohort.steps.simulate;

import dev.cohort.steps.fusion.FusionRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One sample of the made-up cohort: what is planted in it, and its reads.
 *
 * <p>Seed and name tell all of it, so that a sample is the same whoever simulates it, alone or among thousands.
 */
public final class SampleSimulation {
    private final Transcriptome transcriptome;
    private final long seed;
    private final String sample;
    private final List<Fusion> planted;

    public SampleSimulation(Transcriptome transcriptome, long seed, String sample) {
        this.transcriptome = transcriptome;
        this.seed = seed;
        this.sample = sample;
        this.planted = new Planting(transcriptome, seed).of(sample);
    }

    /** Writes the reads of about so many fragments; gives back what was planted, with the fragments that show it. */
    public List<FusionRow> writeTo(Path bam, int fragments, Strand strand) {
        try (UnalignedBam out = new UnalignedBam(bam, sample)) {
            return sequence(fragments, strand, out::add);
        }
    }

    /** Sequences the sample; gives back what was planted, with the fragments that show it. */
    List<FusionRow> sequence(int fragments, Strand strand, Consumer<ReadPair> reads) {
        Random random = Draws.of(seed, "reads of " + sample);
        List<Molecule> molecules = new Library(random, fragments).of(transcriptome, planted);
        Sequencer sequencer = new Sequencer(strand, random);
        FragmentCutter cutter = new FragmentCutter(random);
        Evidence evidence = new Evidence(planted);
        int number = 0;
        for (Molecule molecule : shuffled(molecules, random)) {
            Fragment fragment = cutter.cut(molecule);
            evidence.count(fragment);
            number++;
            reads.accept(sequencer.read(sample + ":" + number, fragment.bases()));
        }
        return evidence.rows();
    }

    /** Each molecule as often as it has fragments, mixed, as kallisto learns lengths from the first reads it sees. */
    private static List<Molecule> shuffled(List<Molecule> molecules, Random random) {
        List<Molecule> all = new ArrayList<>();
        molecules.forEach(molecule -> all.addAll(Collections.nCopies(molecule.fragments(), molecule)));
        Collections.shuffle(all, random);
        return all;
    }
}
