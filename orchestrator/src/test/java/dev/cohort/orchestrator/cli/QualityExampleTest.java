package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of quality control, run with its real tools over samples of several files. */
class QualityExampleTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("cohort.root"), "pipelines/examples/quality.yaml");

    @TempDir
    private Path folder;

    @Test
    void everyFileOfEverySampleIsMeasured() throws IOException {
        fastq("S1_L1.fq.gz", "@a\nGGCC\n+\nIIII\n@b\nAT\n+\nII\n");
        fastq("S1_L2.fq.gz", "@a\nGATTACA\n+\n#######\n");
        fastq("S2.fq.gz", "@a\nACGT\n+\nIIII\n");

        assertThat(run("sample,reads\nS1,S1_L1.fq.gz;S1_L2.fq.gz\nS2,S2.fq.gz\n")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("cohort-store/results/quality/overview/_cohort/quality.tsv")))
                .isEqualTo("""
                        sample\tfile\treads\tlength\tgc\tquality\tverdict
                        S1\tS1_L1.fq.gz\t2\t3.0\t66.7\t40.0\tok
                        S1\tS1_L2.fq.gz\t1\t7.0\t28.6\t2.0\tlow
                        S2\tS2.fq.gz\t1\t4.0\t50.0\t40.0\tok
                        """);
    }

    @Test
    void aFileThatIsNoFastqFailsItsSample() throws IOException {
        fastq("S1.fq.gz", "@a\nGGCC\n");

        assertThat(run("sample,reads\nS1,S1.fq.gz\n"))
                .matches(typed -> typed.exitCode() == ExitCode.SOME_FAILED, "failed")
                .extracting(TypedCommand::shown)
                .asString()
                .contains("S1.fq.gz is no FASTQ: it has 2 lines");
    }

    private TypedCommand run(String sheet) throws IOException {
        return new Workbench(folder)
                .file("quality.yaml", Files.readString(EXAMPLE))
                .file("sheet.csv", sheet)
                .type("run", "quality.yaml", "--sample-list-file", "sheet.csv");
    }

    private void fastq(String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
