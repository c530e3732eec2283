package dev.cohort.steps.simulate;

import java.util.List;

/** All genes of the made-up reference, and the fusions that its samples may carry. */
public record Transcriptome(List<Gene> genes, List<Fusion> fusions) {

    public Transcriptome {
        genes = List.copyOf(genes);
        fusions = List.copyOf(fusions);
    }

    /** The transcriptome of a seed; the same seed and number of genes tell the same one, always. */
    public static Transcriptome of(long seed, int genes) {
        return new TranscriptomeMaker(seed).make(genes);
    }
}
