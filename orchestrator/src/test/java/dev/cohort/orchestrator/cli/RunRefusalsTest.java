package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Visible;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run says, and with which exit code, when it can't go on. */
@Timeout(120)
class RunRefusalsTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder)
                .file("s.txt", "a\nb\n")
                .file("p.yaml", "pipeline: p\nsteps: { make: { outputs: { out: o }, command: [touch, o] } }\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "two", "1e9", "Infinity", ""})
    void aNumberOfProcessorsIsAPositiveNumber(String cpus) {
        TypedCommand run = bench.run("--cpus=" + cpus);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.shown()).contains("`--cpus` must be a number").contains(Visible.quote(cpus));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 GiB", "-1GiB", "8", "much"})
    void aSizeOfMemoryHasAUnitAndIsNotNothing(String size) {
        TypedCommand run = bench.run("--memory=" + size);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.shown()).contains(Visible.quote(size) + " is no size; write for example 24GiB");
    }

    @Test
    void anEngineIsOneOfTwoAndImagesNeedOne() {
        TypedCommand other = bench.run("--container", "lxc");
        TypedCommand none = bench.run("--image", "make=debian:12");

        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.shown()).contains("`--container` must be one of `docker`, `podman`, and this is `lxc`");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.shown())
                .contains("--image says what steps run in, and here they run as processes of this machine")
                .contains("add --container docker or --container podman; or send the run to AWS Batch by --queue");
    }

    @Test
    void whatToDoOnFailureIsOneOfTwoWords() {
        TypedCommand run = bench.run("--on-failure", "panic");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.shown()).contains("--on-failure").contains("panic");
    }

    @Test
    void aStoreThatIsAFileIsRefused() {
        bench.file("store", "not a directory");

        TypedCommand run = bench.run("--store", "store");

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.shown())
                .isEqualTo("error: " + bench.path("store")
                        + " is no directory, so it cannot be a store. Name a directory.\n");
    }

    @Test
    void aStoreThatCannotBeWrittenIsToldBeforeAnythingRuns() {
        bench.file("file", "not a directory");

        TypedCommand run = bench.run("--store", "file/store");

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(5);
        assertThat(run.shown().replaceAll("\\s+", " "))
                .startsWith("error: the store `" + bench.path("file/store") + "` can't be written: `"
                        + bench.path("file") + "` is no directory")
                .contains("mount it for writing, or give --store another directory");
    }

    @Test
    void aPlanWarnsOfAStoreThatCannotBeWritten() {
        bench.file("file", "not a directory");

        TypedCommand plan = TypedCommand.run(
                folder, List.of("plan", "p.yaml", "--sample-list-file", "s.txt", "--store", "file/store"));

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.shown().replaceAll("\\s+", " "))
                .contains("warning: the store `" + bench.path("file/store") + "` can't be written: `"
                        + bench.path("file") + "` is no directory")
                .contains("a run would be refused; give --store another directory");
    }

    @Test
    void aRelativeStoreLiesWhereTheCommandWasStarted() {
        TypedCommand run = bench.run("--store", "deep/../mine");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.path("mine/results/p/make/a/o")).exists();
        assertThat(run.shown()).contains("make: " + bench.path("mine/results/p/make"));
    }

    /** A body that puts a file where the store must make a folder: the outcome of its own task has no place any more. */
    @Test
    void aTaskWhoseOutcomeCannotBeKeptHasFailedAndTheRunEnds() {
        bench.file("p.yaml", """
                pipeline: p
                defaults: { timeout: 1h, resources: { memory: 32 MiB } }
                steps:
                  make:
                    outputs: { out: o }
                    run: |
                      mkdir -p HERE/cohort-store/.cohort
                      [ ${{ sample }} = b ] || : > HERE/cohort-store/.cohort/outcomes
                      : > o
                """.replace("HERE", folder.toString())).file("s.txt", "a\n");

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: make a (platform): ")
                .contains("outcomes")
                .contains("Failed: 0 tasks done, 1 failed");
    }

    @Test
    void aFileThatNoSampleHasIsToldInOneLine() {
        bench.file("s.txt", "sample,bam\na,x/a.bam\nb,x/b.bam\n").file("p.yaml", """
                pipeline: p
                samples: { columns: { bam: { type: file } } }
                steps:
                  read: { inputs: { bam: "${{ sample.bam }}" }, outputs: { o: o }, command: [cp, "${{ inputs.bam }}", o] }
                """);

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.shown())
                .contains("the input `bam` of the step `read` is not there for any sample: a (" + bench.path("x/a.bam")
                        + "), b (" + bench.path("x/b.bam") + ")");
    }

    /** Of what belongs to one sample, what is near belongs to another. */
    @Test
    void aMistypedFileThatAllSamplesShareIsGuessed() {
        bench.file("s.txt", "sample,bam\na,x/s1.bam\nb,x/s2.bam\n")
                .file("x/s1.bam", "")
                .file("genome.fa", "")
                .file("p.yaml", """
                        pipeline: p
                        params: { genome: { type: file } }
                        samples: { columns: { bam: { type: file } } }
                        steps:
                          read:
                            inputs: { bam: "${{ sample.bam }}", fa: "${{ params.genome }}" }
                            outputs: { o: o }
                            command: [cp, "${{ inputs.bam }}", o]
                        """);

        TypedCommand run = bench.run("--param", "genome=gneome.fa");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.shown())
                .contains("the input `fa` of the step `read` is not there: " + bench.path("gneome.fa") + "\n")
                .contains(
                        "  hint: did you mean `" + bench.path("genome.fa") + "`? Otherwise put the file there, or say")
                .contains("the input `bam` of the step `read` is not there for 1 sample: b (")
                .contains("  hint: put the file there, or say where it is: a param")
                .doesNotContain("s1.bam");
    }

    @Test
    void pathsStartFromTheFileThatNamesThem() {
        bench.file("pipes/p.yaml", """
                pipeline: p
                params: { word: { type: file } }
                samples: { columns: { bam: { type: file } } }
                steps:
                  read:
                    inputs: { bam: "${{ sample.bam }}", word: "${{ params.word }}", ref: ref.txt }
                    outputs: { o: o }
                    command: [bash, -c, 'cat "$@" > o', cat, "${{ inputs.bam }}", "${{ inputs.word }}", "${{ inputs.ref }}"]
                """)
                .file("pipes/ref.txt", "beside the pipeline\n")
                .file("sheets/s.csv", "sample,bam\na,a.bam\n")
                .file("sheets/a.bam", "beside the sheet\n")
                .file("word.txt", "where I am\n");

        TypedCommand run =
                bench.type("run", "pipes/p.yaml", "--sample-list-file", "sheets/s.csv", "--param", "word=word.txt");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/a/o")).isEqualTo("beside the sheet\nwhere I am\nbeside the pipeline\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-3"})
    void theDemoTakesSomeSamples(String samples) {
        TypedCommand demo = bench.type("demo", "--samples=" + samples);

        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.shown()).contains("--samples must be between 1 and 1000");
    }

    @Test
    void theDemoTakesADirectory() {
        TypedCommand demo = bench.type("demo", "--store", "s3://bucket/x");

        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.shown()).contains("the demo runs on this machine: give --store a directory");

        TypedCommand onAFile = bench.file("taken", "").type("demo", "--store", "taken");

        assertThat(onAFile.exitCode()).isEqualTo(5);
        assertThat(onAFile.shown()).contains("the demo's files in taken can't be written or read: ");
    }
}
