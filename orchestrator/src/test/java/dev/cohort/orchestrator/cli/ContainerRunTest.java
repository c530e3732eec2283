package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps in containers of a real engine: what a body sees, what it may do, what it leaves. */
@NeedsEngine
@Timeout(120)
class ContainerRunTest {
    private static final String HEAD = """
            pipeline: p
            defaults: { timeout: 5m, image: IMAGE, resources: { cpus: 0.5, memory: 100 MiB } }
            """.replace("IMAGE", TestEngine.TOOLS);

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        bench = new Workbench(folder).file("s.txt", "a\n");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(TestEngine.containers(folder)).isEmpty();
    }

    private TypedCommand run(String pipeline, String... more) {
        bench.file("p.yaml", HEAD + pipeline.indent(0));
        List<String> arguments = new ArrayList<>(List.of("--container", TestEngine.KIND.command()));
        arguments.addAll(Arrays.asList(more));
        return bench.run(arguments.toArray(String[]::new));
    }

    private static void done(TypedCommand run) {
        assertThat(run.exitCode()).as(run.shown()).isZero();
    }

    @Test
    void bodiesRunInTheirImageAndLeaveTheirResultsOutside() {
        TypedCommand run = run("""
                steps:
                  script:
                    outputs: { out: out.txt, where: where.txt }
                    run: |
                      ls /etc/cohort-test > ${{ outputs.out }}
                      echo "$HOME $TMPDIR $PWD" > ${{ outputs.where }}
                      touch "$HOME/x" "$TMPDIR/y"
                  program:
                    inputs: { in: "${{ steps.script.out }}" }
                    outputs: { out: out.txt }
                    command: [cp, "${{ inputs.in }}", "${{ outputs.out }}"]
                """);

        done(run);
        assertThat(Path.of("/etc/cohort-test")).as("on this machine").doesNotExist();
        assertThat(bench.result("program/a/out.txt")).isEqualTo("/etc/cohort-test\n");
        assertThat(bench.type("task", "latest", "program", "a").shown())
                .contains("Command, in an empty directory of a container of the image " + TestEngine.TOOLS + "\n");
        assertThat(bench.type("task", "latest", "program", "a", "--pull", "try").shown())
                .endsWith("what the task did, on this machine itself: the task ran in a container of the image "
                        + TestEngine.TOOLS + ".\n");
        assertThat(bench.path("try/run.sh"))
                .content()
                .contains("# The task itself ran in a container of the image " + TestEngine.TOOLS + ";");
        assertThat(bench.result("script/a/where.txt").split("[ \n]"))
                .allSatisfy(
                        directory -> assertThat(directory).startsWith(folder + "/cohort-store/.cohort/local/scratch/"));
    }

    @Test
    void theImageIsPartOfWhatAStepIs() {
        String steps = "steps: { one: { outputs: { out: o }, command: [touch, o] } }\n";
        done(run(steps));

        assertThat(run(steps).shown()).contains("Nothing to do");
        assertThat(bench.type("plan", "p.yaml", "--sample-list-file", "s.txt").shown())
                .contains("step changed");
        TypedCommand other = bench.type(
                "plan",
                "p.yaml",
                "--sample-list-file",
                "s.txt",
                "--container",
                TestEngine.KIND.command(),
                "--image",
                "one=" + TestEngine.EMPTY);
        assertThat(other.shown()).contains("step changed");
    }

    @Test
    void aMountIsSeenAtItsOwnPathAndMayBeForReadingOnly() {
        bench.file("data/known.txt", "known\n").file("notes/n.txt", "");
        TypedCommand run = run("""
                steps:
                  look:
                    outputs: { out: out.txt }
                    mounts:
                      data:  { host: "DATA", at: /data }
                      notes: { host: "NOTES", at: /notes, read-only: false }
                    run: |
                      cat /data/known.txt > ${{ outputs.out }}
                      ! touch /data/new.txt 2> /dev/null
                      echo seen > /notes/n.txt
                """.replace("DATA", bench.path("data").toString())
                .replace("NOTES", bench.path("notes").toString()));

        done(run);
        assertThat(bench.result("look/a/out.txt")).isEqualTo("known\n");
        assertThat(bench.path("notes/n.txt")).hasContent("seen");
        assertThat(bench.path("data/new.txt")).doesNotExist();
    }

    @Test
    void aStepThatNeedsGpusIsRefusedBeforeAnythingStarts() {
        TypedCommand run = run("""
                steps:
                  train:
                    outputs: { out: o }
                    resources: { gpus: 1 }
                    command: [touch, o]
                """, "--gpus", "1");

        assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(run.shown())
                .contains("the step `train` needs GPUs, which containers on this machine are not given yet")
                .contains("run it without --container");
    }

    @Test
    void noValueIsReadAsAnythingElse() {
        String hostile = "--privileged a\nb \"c\" 'd' $(touch /tmp/x) `e` \\ ${HOME} ,source=/ é\t";
        TypedCommand run = run("""
                params: { text: { type: string } }
                steps:
                  script:
                    outputs: { out: out.txt }
                    run: printf %s ${{ params.text }} > ${{ outputs.out }}
                  program:
                    outputs: { out: out.txt }
                    command: [bash, -c, 'printf %s "$0" > out.txt', "${{ params.text }}"]
                """, "--param", "text=" + hostile);

        done(run);
        assertThat(bench.result("script/a/out.txt")).isEqualTo(hostile);
        assertThat(bench.result("program/a/out.txt")).isEqualTo(hostile);
    }

    @Test
    void anInputFromElsewhereIsSeenWhereItLiesAndNothingBesideIt() {
        String name = "user's/reads, \"1\":rw é.txt";
        bench.file(name, "reads\n").file("user's/beside.txt", "secret\n");
        bench.file("s.txt", "sample\treads\na\t" + name + "\n");
        TypedCommand run = run("""
                samples: { columns: { reads: { type: file } } }
                steps:
                  read:
                    inputs: { reads: "${{ sample.reads }}" }
                    outputs: { out: out.txt }
                    run: |
                      cat ${{ inputs.reads }} > ${{ outputs.out }}
                      file=$(readlink -f ${{ inputs.reads }})
                      if (echo spoilt > "$file") 2>/dev/null; then exit 8; fi
                      ls "$(dirname "$file")" | wc -l >> ${{ outputs.out }}
                """);

        done(run);
        assertThat(bench.result("read/a/out.txt")).isEqualTo("reads\n1\n");
        assertThat(bench.path(name)).hasContent("reads\n");
    }

    @Test
    void theStoreIsForReadingOnly() {
        TypedCommand run = run("""
                steps:
                  spoil:
                    outputs: { out: out.txt }
                    run: |
                      if touch STORE/results.txt 2> ${{ outputs.out }}; then exit 8; fi
                """.replace("STORE", folder + "/cohort-store"));

        done(run);
        assertThat(bench.result("spoil/a/out.txt")).contains("Read-only file system");
    }

    @Test
    void javaStepsBringTheirJavaAlongAlsoIntoAnEmptyImage() {
        TypedCommand run = bench.type(
                "run",
                "simulate",
                "--sample-list-file",
                "s.txt",
                "--container",
                TestEngine.KIND.command(),
                "--image",
                "reference=" + TestEngine.EMPTY,
                "--image",
                "reads=" + TestEngine.EMPTY);

        done(run);
        assertThat(bench.path("cohort-store/results/simulate/reads/a/reads.bam"))
                .isNotEmptyFile();
    }

    @Test
    void aBodyWithoutEnoughMemoryIsToldSo() {
        TypedCommand run = run("""
                steps:
                  greedy:
                    outputs: { out: out.txt }
                    resources: { cpus: 1, memory: 32 MiB }
                    run: |
                      x=$(head -c 200000000 /dev/zero | tr '\\0' x)
                      echo "${#x}" > ${{ outputs.out }}
                """);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains(
                        "failed: greedy a (out of memory): The script of step greedy was killed by the kernel for want of"
                                + " memory; the step may use 32 MiB")
                .contains("Give it more (`resources: memory`).");
    }

    @Test
    void theToolIsBlamedForItsOwnExitCodesOnly() {
        TypedCommand run = run("""
                steps:
                  a125: { outputs: { out: o }, run: "echo mine; exit 125" }
                  a127: { outputs: { out: o }, run: "echo mine; exit 127" }
                """);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: a125 a (tool): The script of step a125 failed with exit code 125; its own words")
                .contains(
                        "failed: a127 a (tool): The script of step a127 failed with exit code 127, which mostly means");
    }

    @Test
    void whatAnImageLacksIsNamedWithTheImageAndTheStep() {
        bench.file("tool", "#!/no/such/python\nprint()\n");
        TypedCommand run = run("""
                steps:
                  script: { image: EMPTY, outputs: { out: o }, run: "touch o" }
                  program: { outputs: { out: o }, command: [no-such-tool, --version] }
                  fetched: { outputs: { out: o }, script: { file: tool } }
                """.replace("EMPTY", TestEngine.EMPTY));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains(
                        "failed: script a (tool): The image cohort-test/empty:1 of step script has no bash, which runs the"
                                + " script of the step. Mend the image, or name another: `image` in the pipeline, or --image"
                                + " script=IMAGE.")
                .contains("failed: program a (tool): The image cohort-test/tools:1 of step program has no program"
                        + " `no-such-tool`. Mend the image")
                .contains(
                        "failed: fetched a (tool): The image cohort-test/tools:1 of step fetched has not what runs tool, as its"
                                + " first line names it. Mend the image");
    }

    @Test
    void imagesThatAreNotToBeHadAreToldBeforeAnythingStarts() {
        TypedCommand run = run("""
                steps:
                  here: { outputs: { out: o }, command: [touch, o] }
                  ours: { image: cohort/no-such-image, outputs: { out: o }, command: [touch, o] }
                  theirs: { image: "localhost:1/no/such:2", outputs: { out: o }, command: [touch, o] }
                  too: { image: "localhost:1/no/such:2", outputs: { out: o }, command: [touch, o] }
                  odd: { image: "--help", outputs: { out: o }, command: [touch, o] }
                """);

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.shown())
                .contains("error: the image `cohort/no-such-image` of the step `ours` is not here\n  p.yaml:5:3\n")
                .contains(
                        "hint: build it (docker/build), for no hub has the images of `cohort/`, or name another: --image ours=IMAGE")
                .contains("Fetching the image localhost:1/no/such:2\n")
                .contains(
                        "error: the image `localhost:1/no/such:2` of the steps `theirs` and `too` is not here and can't be"
                                + " fetched: ")
                .contains("hint: build it or load it, correct its name, or name another: --image theirs=IMAGE")
                .contains(
                        "error: the image `--help` of the step `odd` is not here and can't be fetched: invalid reference");
        assertThat(bench.hasResult("here/a/o")).isFalse();
    }
}
