package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Json;
import dev.cohort.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories of tasks of real runs, and tasks that are run again by hand. */
class TaskCommandTest {
    private static final String RUN = "20260131-120000-0pir";

    /** What a shell, a terminal or {@code printf} would stumble over. */
    private static final String HOSTILE = "it's $(touch harm) `touch harm` \\ \"q\" %s é;#&|* -x";

    private static final String PIPELINE = """
            pipeline: p
            samples: { columns: { reads: { type: file }, note: { type: string } } }
            defaults: { timeout: 1h, resources: { cpus: 0.5, memory: 16 MiB } }
            steps:
              index:
                each: cohort
                outputs: { idx: index.txt }
                run: echo index > index.txt
              count:
                inputs: { reads: "${{ sample.reads }}", idx: "${{ steps.index.idx }}" }
                outputs: { lines: deep/lines.txt, env: env.txt }
                run: |
                  echo counting "${{ sample.note }}"
                  { wc -l < ${{ inputs.reads }}; cat ${{ inputs.idx }}; printf '%s\\n' ${{ sample.note }}; } > ${{ outputs.lines }}
                  env | sed 's/=.*//' | grep -v '^COHORT_' | sort > ${{ outputs.env }}
                  test "${{ sample }}" != bad
              show:
                inputs: { lines: "${{ steps.count.lines }}" }
                outputs: { out: out.txt }
                command: [bash, -c, 'cat "$1" > out.txt; printf "%s" "$2" >> out.txt', show, "${{ inputs.lines }}", "${{ sample.note }}"]
              all:
                each: cohort
                inputs: { outs: "${{ steps.show.out }}" }
                outputs: { out: all.txt }
                run: cut -f 1,3 ${{ inputs.outs }} > all.txt; cut -f 2 ${{ inputs.outs }} | xargs cat >> all.txt
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file("p.yaml", PIPELINE).file("reads a.txt", "1\n2\n").file("b.txt", "1\n");
        sheet("a");
    }

    private void sheet(String second) {
        bench.file(
                "s.txt",
                "sample,reads,note\n" + second + ",reads a.txt,\"" + HOSTILE.replace("\"", "\"\"") + "\"\n"
                        + "b,b.txt,plain\n");
    }

    private String task(int exitCode, String... arguments) {
        String[] words = new String[arguments.length + 2];
        words[0] = "task";
        words[1] = "latest";
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        TypedCommand typed = bench.type(words);
        assertThat(typed.exitCode()).as(typed.shown()).isEqualTo(exitCode);
        return typed.shown().replace(folder.toString(), "/here");
    }

    private void run() {
        TypedCommand run = bench.run();
        assertThat(run.exitCode()).as(run.shown()).isZero();
    }

    /** As a user would, from elsewhere, and with more in the environment than a body ever finds. */
    private int byHand(String pulled) throws Exception {
        ProcessBuilder hand = new ProcessBuilder(
                        bench.path(pulled).resolve("run.sh").toString())
                .directory(Files.createDirectories(bench.path("elsewhere")).toFile())
                .redirectErrorStream(true)
                .redirectOutput(bench.path("hand.log").toFile());
        hand.environment().put("STRANGE", "yes");
        return hand.start().waitFor();
    }

    @Test
    void theStoryOfATaskThatWentWell() {
        run();

        String story = task(0, "count", "b");

        assertThat(story).startsWith("count b in the run " + RUN + ": succeeded, attempt 1 of 1\n\nInputs\n");
        assertThat(story).containsPattern("  reads  outside +/here/b\\.txt \\(2 B, [^)]+\\)\n");
        assertThat(story)
                .containsPattern(
                        "  idx    step index  /here/cohort-store/results/p/index/_cohort/index\\.txt \\(6 B, [^)]+\\)\n");
        assertThat(story)
                .contains("Command, in an empty directory\nenv ")
                .contains("bash -euo pipefail -c 'echo counting \"$");
        assertThat(story)
                .containsPattern(
                        "  started 20.+Z, ended 20.+Z\n  fetch 0.00s, stage in .+s.*, body .+s, stage out .+\n");
        assertThat(story).containsPattern("  cpu time .+, memory .+, of 16 MiB asked for\n  exit code 0\n");
        assertThat(story)
                .contains("Outputs, in /here/cohort-store/results/p/count/b\n  lines: deep/lines.txt (14 B, sha256 ");
        assertThat(story)
                .endsWith("Log\n  | counting plain\n  attempt 1: /here/cohort-store/.cohort/runs/" + RUN
                        + "/logs/count/b/1.log\n");
        assertThat(story).doesNotContain("changed since");
    }

    @Test
    void theStoryOfATaskThatFailed() {
        sheet("bad");
        assertThat(bench.run().exitCode()).isEqualTo(ExitCode.SOME_FAILED);

        String story = task(0, "count", "bad");

        assertThat(story)
                .startsWith("count bad in the run " + RUN
                        + ": failed (tool), attempt 1 of 1\n  The script of step count failed with exit code 1");
        assertThat(story).contains("  exit code 1\n").doesNotContain("Outputs");
        assertThat(task(0, "show", "bad"))
                .startsWith(
                        "show bad in the run " + RUN + ": not started, as nothing whole is there of the step `count`\n")
                .contains("not there: Input `lines`: step count has left nothing whole for bad.");
        assertThat(bench.type("results", "latest", "--pull", "out").shown())
                .startsWith("Pulled 0 files of 0 B into ")
                .endsWith("\nOf `all` 0 of 1 task has results that are whole and current.\n");
    }

    @Test
    void inputsThatChangedSinceAreTold() {
        run();
        bench.file("b.txt", "1\n2\n3\n");

        assertThat(task(0, "count", "b"))
                .contains("  These are not those that it found then: something has changed since.\n");
    }

    @Test
    void theCommandCanBePasted() throws Exception {
        run();
        String story = task(0, "show", "a");
        String command = story.substring(story.indexOf("directory\n") + 10, story.indexOf("\n\nCourse\n"))
                .replace("/here", folder.toString());

        Path clean = Files.createDirectory(bench.path("clean"));
        int exit = new ProcessBuilder("bash", "-c", command)
                .directory(clean.toFile())
                .start()
                .waitFor();

        assertThat(exit).isZero();
        assertThat(clean.resolve("out.txt"))
                .hasSameBinaryContentAs(bench.path("cohort-store/results/p/show/a/out.txt"));
    }

    @Test
    void forPrograms() {
        run();

        String json = task(0, "show", "a", "--json");

        Json.parse(json);
        assertThat(json)
                .contains("\"step\": \"show\"", "\"kind\": \"command\"", "\"inputsAsThen\": true")
                .contains("\"status\": \"succeeded\"")
                .contains("\"producer\": \"count\"");
    }

    @Test
    void aScriptWithHostileValuesDoesByHandWhatTheTaskDid() throws Exception {
        run();

        assertThat(task(0, "count", "a", "--pull", "try me"))
                .isEqualTo("Pulled into /here/try me; ./run.sh there does what the task did.\n");
        assertThat(byHand("try me"))
                .as(Files.readString(bench.path("hand.log")))
                .isZero();

        Path results = bench.path("cohort-store/results/p/count/a");
        assertThat(bench.path("try me/work/deep/lines.txt"))
                .hasSameBinaryContentAs(results.resolve("deep/lines.txt"))
                .content()
                .contains(HOSTILE);
        assertThat(bench.path("try me/work/env.txt")).hasSameTextualContentAs(results.resolve("env.txt"));
        assertThat(bench.path("elsewhere")).isEmptyDirectory();
        assertThat(bench.path("try me/README.txt")).content().startsWith("count a of the run " + RUN);
    }

    @Test
    void aCommandDoesByHandWhatTheTaskDid() throws Exception {
        run();
        task(0, "show", "a", "--pull", "try");

        assertThat(byHand("try")).as(Files.readString(bench.path("hand.log"))).isZero();
        assertThat(bench.path("try/work/out.txt"))
                .hasSameBinaryContentAs(bench.path("cohort-store/results/p/show/a/out.txt"));
        assertThat(bench.path("harm")).doesNotExist();
        assertThat(bench.path("try/work/harm")).doesNotExist();
    }

    @Test
    void aGatherDoesByHandWhatTheTaskDid() throws Exception {
        run();
        task(0, "all", "--pull", "try");

        assertThat(byHand("try")).as(Files.readString(bench.path("hand.log"))).isZero();
        assertThat(bench.path("try/work/all.txt"))
                .hasSameBinaryContentAs(bench.path("cohort-store/results/p/all/_cohort/all.txt"));
    }

    @Test
    void aTaskThatFailedFailsByHandToo() throws Exception {
        sheet("bad");
        bench.run();
        task(0, "count", "bad", "--pull", "try");

        assertThat(byHand("try")).isEqualTo(1);
        assertThat(bench.path("hand.log")).content().startsWith("counting it's $(touch harm)");
    }

    @Test
    void aJavaStepRunsByHandInAJvmWithItsPayload() throws Exception {
        bench.file("samples.txt", "S1\n");
        TypedCommand run = bench.type(
                "run",
                "simulate",
                "--sample-list-file",
                "samples.txt",
                "--param",
                "genes=12",
                "--param",
                "fragments=50");
        assertThat(run.exitCode()).as(run.shown()).isZero();

        assertThat(task(0, "reads", "S1"))
                .contains(
                        "Command, in an empty directory\n  java class dev.cohort.steps.SimulateSample\n    seed: 1\n    genes: 12\n");
        task(0, "reads", "S1", "--pull", "try");
        assertThat(byHand("try")).as(Files.readString(bench.path("hand.log"))).isZero();

        Path results = bench.path("cohort-store/results/simulate/reads/S1");
        assertThat(bench.path("try/code/steps.jar")).exists();
        for (String file : new String[] {"reads.bam", "planted.tsv"}) {
            assertThat(Sha256.of(bench.path("try/work/" + file))).isEqualTo(Sha256.of(results.resolve(file)));
        }
    }

    @Test
    void aScriptThatIsFetchedRunsByHand() throws Exception {
        bench.file("go.sh", "#!/bin/bash\necho \"$SAMPLE_NAME $1\" > out.txt\nenv | sed 's/=.*//' | sort >> out.txt\n")
                .file("p.yaml", """
                        pipeline: p
                        defaults: { timeout: 1h, resources: { cpus: 0.5, memory: 16 MiB } }
                        steps:
                          go:
                            outputs: { out: out.txt }
                            script: { file: go.sh, args: ["a b"] }
                        """)
                .file("s.txt", "a\n");
        run();
        task(0, "go", "a", "--pull", "try");

        assertThat(byHand("try")).as(Files.readString(bench.path("hand.log"))).isZero();
        Path made = bench.path("cohort-store/results/p/go/a/out.txt");
        assertThat(Files.readAllLines(bench.path("try/work/out.txt")).get(0)).isEqualTo("a a b");
        assertThat(new TreeSet<>(Files.readAllLines(made)))
                .as("but for the name that AWS gives a job")
                .containsAll(Files.readAllLines(bench.path("try/work/out.txt")));
    }

    @Test
    void nothingIsMadeWhereAnInputIsGone() throws IOException {
        run();
        Files.delete(bench.path("b.txt"));

        assertThat(task(ExitCode.WRONG_INPUT, "count", "b", "--pull", "try")).isEqualTo("""
                error: Input `reads` of count of b is not there: /here/b.txt. Put the file there, or correct its path in the sample sheet or the parameters.
                """);
        assertThat(bench.path("try")).doesNotExist();
    }

    @Test
    void whatIsInTheWayIsLeftAlone() {
        run();
        bench.file("full/mine.txt", "");

        assertThat(task(ExitCode.ENVIRONMENT, "count", "b", "--pull", "full")).isEqualTo("""
                error: the task can't be pulled into /here/full: something is in it
                  hint: give --pull a new directory
                """);
        assertThat(task(ExitCode.ENVIRONMENT, "count", "b", "--pull", "s.txt"))
                .startsWith("error: the task can't be pulled into /here/s.txt: it is no directory\n");
    }

    @Test
    void theTaskHasToBeNamed() {
        run();

        assertThat(task(ExitCode.USAGE, "count")).isEqualTo("""
                error: the step `count` has a task for each sample
                  hint: say which sample
                """);
        assertThat(task(ExitCode.USAGE, "cuont", "b")).contains("hint: did you mean `count`?");
        assertThat(task(ExitCode.USAGE, "count", "c")).contains("has no sample `c`");
        assertThat(task(ExitCode.USAGE, "index", "b")).contains("leave the sample out");
        assertThat(task(0, "index", "_cohort")).isEqualTo(task(0, "index"));
    }

    @Test
    void whatHadNothingToDoIsToldWithTheRunThatDid() {
        run();
        bench.file("c.txt", "").file("s.txt", "sample,reads,note\nb,b.txt,plain\nc,c.txt,x\n");
        new Terminal(folder).run("run", "p.yaml", "--sample-list-file", "s.txt");

        assertThat(bench.type("task", "20260102", "count", "b").shown())
                .isEqualTo(
                        "count b had nothing to do in the run 20260102-120000-0pir: its results were there, made by the run "
                                + RUN + "\n");
    }
}
