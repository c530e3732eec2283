package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.step.With;
import dev.cohort.steps.fusion.FusionRow;
import dev.cohort.steps.fusion.FusionTable;
import dev.cohort.steps.simulate.ReferenceCheck;
import dev.cohort.steps.simulate.SampleSimulation;
import dev.cohort.steps.simulate.Strand;
import dev.cohort.steps.simulate.Transcriptome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Sequences a made-up sample: reads with planted fusions, as an unaligned BAM, and the truth beside them.
 *
 * <p>Inputs: {@code transcripts}, as {@link SimulateReference} made it with the same seed and genes. Outputs: {@code bam},
 * {@code planted}, a table of the same columns as the fusions that are found. With: {@code seed} (1), {@code genes} (24),
 * {@code fragments} (10000), {@code strand} (none, fr or rf; rf).
 *
 * <p>Seed and sample name tell all. A sample whose name ends in a number carries that number modulo 4 of fusions.
 */
public final class SimulateSample implements Step {

    @Override
    public void run(StepContext task) throws IOException {
        With with = task.with().only("seed", "genes", "fragments", "strand");
        Transcriptome transcriptome = SimulationSettings.transcriptome(with);
        check(transcriptome, task.input("transcripts"));
        String sample = task.sample()
                .orElseThrow(() -> new StepFailure("this step simulates one sample; let it run with `each: sample`"));
        int fragments = with.integer("fragments", 10_000, 1, 100_000_000);
        List<FusionRow> planted = new SampleSimulation(transcriptome, SimulationSettings.seed(with), sample)
                .writeTo(task.output("bam"), fragments, strand(with));
        FusionTable.write(task.output("planted"), planted);
        task.metric("fusions-planted", planted.size());
        task.log("%d fusions planted in %s".formatted(planted.size(), sample));
    }

    private static void check(Transcriptome transcriptome, Path transcripts) throws IOException {
        if (!ReferenceCheck.isOf(transcriptome, FileCheck.given(transcripts, "the transcriptome (FASTA)"))) {
            throw new StepFailure(
                    "the transcriptome was not simulated with this seed and number of genes: %s. Give both"
                                    .formatted(transcripts)
                            + " simulating steps the same `with.seed` and `with.genes`");
        }
    }

    private static Strand strand(With with) {
        return Strand.valueOf(with.choice("strand", "rf", "none", "fr", "rf").toUpperCase(Locale.ROOT));
    }
}
