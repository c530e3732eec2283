package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped pipelines with the real picard, kallisto and pizzly; none of them may be missing. */
class FusionRunTest {
    @TempDir
    private Path folder;

    @Test
    void findsWhatWasPlantedAndNothingElse() {
        Workbench bench = new Workbench(folder);

        TypedCommand demo = bench.type("demo", "--samples", "5", "--store", "demo");

        assertThat(demo.exitCode()).as(demo.shown()).isZero();
        assertThat(demo.shown())
                .contains("planted fusions were found, and no other.")
                .containsPattern("S4 +none +none +as planted");
        assertThat(folder.resolve("demo/results/fusion/summary/_cohort/fusions.tsv"))
                .isNotEmptyFile();
        assertThat(folder.resolve("demo/results/fusion/picard/S1"))
                .as("keep: false")
                .doesNotExist();

        bench.file("bad.csv", "sample,bam\nS1,demo/results/simulate/reads/S1/reads.bam\nX,cut.bam\n");
        cut(folder.resolve("demo/results/simulate/reads/S2/reads.bam"), folder.resolve("cut.bam"));
        TypedCommand half = fusion(bench);

        assertThat(half.exitCode()).as(half.shown()).isEqualTo(1);
        assertThat(half.shown()).contains("failed: picard X (tool): ").contains("3 not started");
        assertThat(folder.resolve("demo/results/fusion/pizzly/S1/fusions.tsv")).isNotEmptyFile();
    }

    private static TypedCommand fusion(Workbench bench) {
        String reference = "demo/results/simulate/reference/_cohort/";
        return bench.type(
                "run",
                "--sample-list-file",
                "bad.csv",
                "--store",
                "demo",
                "--profile",
                "demo",
                "--param",
                "transcripts=" + reference + "transcripts.fa.gz",
                "--param",
                "annotation=" + reference + "transcripts.gtf.gz");
    }

    /** As a download that broke off leaves it. */
    private static void cut(Path whole, Path part) {
        try {
            byte[] bytes = Files.readAllBytes(whole);
            Files.write(part, Arrays.copyOf(bytes, bytes.length / 2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
