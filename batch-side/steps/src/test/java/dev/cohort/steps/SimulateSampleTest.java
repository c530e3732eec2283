package dev.cohort.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.step.StepFailure;
import dev.cohort.steps.fusion.FusionTable;
import dev.cohort.steps.reads.BamCheck;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample is simulated over its own reference only, and its truth is written beside it. */
class SimulateSampleTest {
    @TempDir
    Path directory;

    private Path transcripts;

    @BeforeEach
    void referenceOfSeedOne() throws Exception {
        transcripts = new Bench(directory)
                .making("transcripts", "transcripts.fa")
                .making("annotation", "transcripts.gtf")
                .run(new SimulateReference())
                .output("transcripts");
    }

    @Test
    void theBamIsSoundAndTheTruthBesideIt() throws Exception {
        Bench task = task("S2").set("fragments", 800).run(new SimulateSample());
        assertThat(new BamCheck(task.output("bam")).pairs().firsts()).isBetween(1_000L, 2_000L);
        assertThat(FusionChain.rows(task.output("planted"))).hasSize(2);
        assertThat(task.metrics()).containsEntry("fusions-planted", 2.0);
    }

    @Test
    void aSampleWithoutFusionsHasATruthOfOnlyTheHeader() throws Exception {
        Bench task = task("S4").set("fragments", 100).run(new SimulateSample());
        assertThat(task.output("planted")).content().isEqualTo(FusionTable.HEADER + "\n");
    }

    @Test
    void aReferenceOfAnotherSeedOrSizeIsTold() throws IOException {
        String message = "the transcriptome was not simulated with this seed and number of genes: " + transcripts
                + ". Give both simulating steps the same `with.seed` and `with.genes`";
        tells(task("S1").set("seed", 2), message);
        tells(task("S1").set("genes", 25), message);
        tells(task("S1").set("genes", 23), message);
    }

    @Test
    void settingsThatMakeNoSenseAreTold() throws IOException {
        tells(task("S1").set("genes", 3), "`with.genes` is `3`; it must be from 12 to 10000");
        tells(task("S1").set("fragments", 0), "`with.fragments` is `0`; it must be from 1 to 100000000");
        tells(
                task("S1").set("reads", 5),
                "`with` has `reads`, which this step does not know; it knows fragments, genes," + " seed, strand");
    }

    @Test
    void aTaskOfTheWholeCohortIsTold() throws IOException {
        Bench cohort = new Bench(directory)
                .given("transcripts", transcripts)
                .making("bam", "x.bam")
                .making("planted", "planted.tsv");
        tells(cohort, "this step simulates one sample; let it run with `each: sample`");
    }

    private Bench task(String sample) throws IOException {
        return new Bench(directory)
                .sample(sample)
                .given("transcripts", transcripts)
                .making("bam", "sample.bam")
                .making("planted", "planted.tsv");
    }

    private static void tells(Bench task, String message) {
        assertThatThrownBy(() -> task.run(new SimulateSample()))
                .isInstanceOf(StepFailure.class)
                .hasMessage(message);
    }
}
