package dev.cohort.steps;

import dev.cohort.step.With;
import dev.cohort.steps.simulate.Transcriptome;

/** The settings that both simulating steps must be given alike. */
final class SimulationSettings {
    /** Fewer would leave less than the three fusions that a sample may carry. */
    private static final int FEWEST_GENES = 12;

    private static final int MOST_GENES = 10_000;

    private SimulationSettings() {}

    static int seed(With with) {
        return with.integer("seed", 1);
    }

    static Transcriptome transcriptome(With with) {
        return Transcriptome.of(seed(with), with.integer("genes", 24, FEWEST_GENES, MOST_GENES));
    }
}
