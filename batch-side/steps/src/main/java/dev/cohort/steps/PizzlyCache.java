package dev.cohort.steps;

import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the annotation once for the cohort, so that no lane's pizzly has to parse a whole GTF again.
 *
 * <p>Inputs: {@code transcripts}, {@code annotation}. Outputs: {@code cache}. Pizzly can write its cache only by the way, so
 * it is run over no reads at all. Needs pizzly.
 */
public final class PizzlyCache implements Step {

    @Override
    public void run(StepContext task) throws IOException {
        task.with().only();
        Path noReads = Files.writeString(task.scratch().resolve("no-reads.txt"), "");
        List<String> arguments = new ArrayList<>(PizzlyArguments.reference(task));
        arguments.addAll(List.of("-k", Integer.toString(KallistoIndex.USUAL_KMER)));
        arguments.addAll(List.of("--cache", task.output("cache").toString(), noReads.toString()));
        task.exec(PizzlyFusions.PIZZLY, arguments);
        FileCheck.given(FileCheck.made(task.output("cache"), "pizzly"), "the cache that pizzly wrote");
    }
}
