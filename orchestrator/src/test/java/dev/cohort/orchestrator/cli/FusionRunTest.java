package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped pipelines with the real picard, kallisto and pizzly; none of them may be missing. */
class FusionRunTest {
    @TempDir
    private Path folder;

    @Test
    @NeedsEngine
    void findsTheVerySameInContainers() throws IOException {
        Workbench bench = new Workbench(folder);
        String reference = "demo/results/simulate/reference/_cohort/";
        TypedCommand demo = bench.type("demo", "--samples", "2", "--store", "demo");
        assertThat(demo.exitCode()).as(demo.shown()).isZero();
        List<String> boxed = new ArrayList<>(List.of("run", "fusion", "--name", "boxed", "--profile", "demo"));
        boxed.addAll(List.of("--sample-list-file", "demo/samples.csv", "--store", "demo"));
        boxed.addAll(List.of("--param", "transcripts=" + reference + "transcripts.fa.gz"));
        boxed.addAll(List.of("--param", "annotation=" + reference + "transcripts.gtf.gz"));
        boxed.addAll(List.of("--container", TestEngine.KIND.command(), "--image", "summary=" + TestEngine.EMPTY));
        for (String step : List.of("index", "picard", "kallisto", "pizzly")) {
            boxed.addAll(List.of("--image", step + "=" + TestEngine.TOOLS));
        }

        TypedCommand run = bench.type(boxed.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.shown()).isZero();
        for (String table : List.of("fusions.tsv", "matrix.tsv")) {
            assertThat(folder.resolve("demo/results/boxed/summary/_cohort/" + table))
                    .hasSameBinaryContentAs(folder.resolve("demo/results/fusion/summary/_cohort/" + table));
        }
    }

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
