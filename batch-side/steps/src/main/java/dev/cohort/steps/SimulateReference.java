package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.With;
import dev.cohort.steps.simulate.ReferenceText;
import dev.cohort.steps.simulate.Transcriptome;
import java.io.IOException;

/**
 * Makes up a small transcriptome, as FASTA and GTF in Ensembl's manner.
 *
 * <p>Outputs: {@code transcripts}, {@code annotation}; compressed when their names end in {@code .gz}. With: {@code seed}
 * (1), {@code genes} (24).
 */
public final class SimulateReference implements Step {

    @Override
    public void run(StepContext task) throws IOException {
        With with = task.with().only("seed", "genes");
        Transcriptome transcriptome = SimulationSettings.transcriptome(with);
        new ReferenceText(transcriptome).writeTo(task.output("transcripts"), task.output("annotation"));
        task.log("%d genes, %d possible fusions"
                .formatted(transcriptome.genes().size(), transcriptome.fusions().size()));
    }
}
