package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on this machine, with real processes, a real store and the real worker. */
class RunCommandTest {
    /** Two lanes' steps and a gather; each body notes in counts.txt that it ran. */
    private static final String PIPELINE = """
            pipeline: p
            params:
              word: { type: string, default: hello }
              times: { type: int, default: 1 }
            defaults: { timeout: 1h, resources: { cpus: 1, memory: 64 MiB } }
            steps:
              greet:
                outputs: { text: greeting.txt }
                run: |
                  echo greet >> COUNTS
                  echo "${{ params.word }} ${{ sample }}" > greeting.txt
              shout:
                inputs: { text: "${{ steps.greet.text }}" }
                outputs: { text: shout.txt }
                run: |
                  echo shout >> COUNTS
                  for i in $(seq "${{ params.times }}"); do tr a-z A-Z < "${{ inputs.text }}"; done > shout.txt
              all:
                each: cohort
                inputs: { texts: "${{ steps.shout.text }}" }
                outputs: { text: all.txt }
                command: [bash, -c, 'echo all >> COUNTS; cat "$@" > all.txt', all, "${{ inputs.texts.* }}"]
            """;

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder);
        bench.file(
                        "p.yaml",
                        PIPELINE.replace("COUNTS", folder.resolve("counts.txt").toString()))
                .file("s.txt", "a\nb\nc\n");
    }

    @Test
    void filesResultsWhereAPersonLooksForThem() {
        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("HELLO A\nHELLO B\nHELLO C\n");
        assertThat(bench.result("greet/b/greeting.txt")).isEqualTo("hello b\n");
        assertThat(run.shown())
                .contains("Done: 7 tasks done")
                .contains("all: " + folder.resolve("cohort-store/results/p/all/_cohort"));
    }

    @Test
    void runsNothingTwice() {
        bench.run();

        TypedCommand again = bench.run();

        assertThat(again.exitCode()).isZero();
        assertThat(again.shown()).contains("Nothing to do: all results of p are there and current.");
        assertThat(bench.lines("counts.txt")).isEqualTo(7);
    }

    @Test
    void runsOnlyWhatReadsAChangedParam() {
        bench.run();

        bench.run("--param", "times=2");

        assertThat(bench.result("all/_cohort/all.txt"))
                .isEqualTo("HELLO A\nHELLO A\nHELLO B\nHELLO B\nHELLO C\nHELLO C\n");
        assertThat(bench.lines("counts.txt")).as("3 + 3 + 1, then 3 + 1").isEqualTo(11);
    }

    @Test
    void runsANewSampleAndTheGatherOnly() {
        bench.run();

        bench.file("s.txt", "a\nb\nc\nd\n").run();

        assertThat(bench.result("all/_cohort/all.txt")).endsWith("HELLO D\n");
        assertThat(bench.lines("counts.txt")).isEqualTo(7 + 3);
    }

    @Test
    void gathersOnlyTheSamplesOfTheRun() {
        bench.run();

        bench.file("s.txt", "a\nc\n").run();

        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("HELLO A\nHELLO C\n");
    }

    @Test
    void aLanesFailureStaysInItsLane() {
        bench.file("p.yaml", """
                pipeline: p
                defaults: { timeout: 1h, resources: { memory: 64 MiB } }
                steps:
                  picky:
                    outputs: { out: out.txt }
                    run: |
                      echo "looking at ${{ sample }}"
                      if [ "${{ sample }}" = b ] && [ ! -e MENDED ]; then echo "b is bad" >&2; exit 3; fi
                      echo fine > out.txt
                  next:
                    inputs: { in: "${{ steps.picky.out }}" }
                    outputs: { out: next.txt }
                    command: [cp, "${{ inputs.in }}", next.txt]
                  all:
                    each: cohort
                    inputs: { in: "${{ steps.next.out }}" }
                    outputs: { out: all.txt }
                    command: [cp, "${{ inputs.in }}", all.txt]
                """.replace("MENDED", folder.resolve("mended").toString()));

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(bench.hasResult("next/a/next.txt")).isTrue();
        assertThat(bench.hasResult("next/b/next.txt")).isFalse();
        assertThat(bench.hasResult("next/c/next.txt")).isTrue();
        assertThat(run.shown())
                .contains("failed: picky b (tool): ")
                .contains("| b is bad")
                .contains("whole log: ")
                .contains("Failed: 4 tasks done, 1 failed, 2 not started")
                .contains("Run the same command again: only what is not done will run.");

        TypedCommand again = bench.file("mended", "").run();

        assertThat(again.exitCode()).as(again.shown()).isZero();
        assertThat(again.shown()).contains("Done: 3 tasks done");
    }

    @Test
    void stopsAfterTheFirstFailureWhenAsked() {
        bench.file("s.txt", IntStream.range(0, 50).mapToObj(i -> "s" + i + "\n").collect(Collectors.joining()));
        bench.file("p.yaml", """
                pipeline: p
                defaults: { timeout: 1h, resources: { memory: 64 MiB } }
                steps:
                  fail:
                    outputs: { out: out.txt }
                    run: exit 1
                """);

        TypedCommand run = bench.run("--on-failure", "stop", "--cpus", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown()).contains("not started");
    }

    @Test
    void saysWhichInputsAreMissingBeforeAnythingRuns() {
        bench.file("have.bam", "x");
        bench.file("s.txt", "sample,bam\na,have.bam\nb,gone.bam\n");
        bench.file("p.yaml", """
                pipeline: p
                samples: { columns: { bam: { type: file } } }
                steps:
                  read:
                    inputs: { bam: "${{ sample.bam }}" }
                    outputs: { out: out.txt }
                    command: [cp, "${{ inputs.bam }}", out.txt]
                """);

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.shown())
                .contains("the input `bam` of the step `read` is not there for 1 sample: b ("
                        + folder.resolve("gone.bam") + ")");
        assertThat(bench.hasResult("read/a/out.txt")).isFalse();
    }

    @Test
    void refusesAStepThatIsLargerThanTheMachine() {
        bench.file("p.yaml", """
                pipeline: p
                steps:
                  huge:
                    outputs: { out: out.txt }
                    run: echo > out.txt
                    resources: { cpus: 2, memory: 64 MiB }
                profiles: { small: { steps: { huge: { resources: { cpus: 1 } } } } }
                """);

        TypedCommand run = bench.run("--cpus", "1", "--memory", "1GiB");

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.shown())
                .contains("a task of the step `huge` takes 2 cpus and 64 MiB, and this machine lends 1 cpu and 1 GiB")
                .contains("--profile small");
        assertThat(bench.run("--cpus", "1", "--memory", "1GiB", "--profile", "small")
                        .exitCode())
                .isZero();
    }

    @Test
    void noValueOfASheetBecomesACommand() {
        bench.file(
                "s.txt",
                "sample,note\na,\"$(touch HERE/hacked); `touch HERE/hacked` \"\"'; touch HERE/hacked #\"\n"
                        .replace("HERE", folder.toString()));
        bench.file("p.yaml", """
                pipeline: p
                samples: { columns: { note: { type: string } } }
                steps:
                  say:
                    outputs: { out: out.txt }
                    run: |
                      printf %s ${{ sample.note }} > out.txt
                      cat > doc.txt <<END
                      ${{ sample.note }}
                      END
                      echo "in quotes: ${{ sample.note }}"
                """);

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.path("hacked")).doesNotExist();
        assertThat(bench.result("say/a/out.txt"))
                .isEqualTo("$(touch HERE/hacked); `touch HERE/hacked` \"'; touch HERE/hacked #"
                        .replace("HERE", folder.toString()));
    }

    @Test
    void removesWhatNeedNotBeKeptAndStillRunsNothingTwice() {
        bench.file(
                "p.yaml",
                PIPELINE.replace("COUNTS", folder.resolve("counts.txt").toString())
                        .replace(
                                "    outputs: { text: greeting.txt }",
                                "    outputs: { text: greeting.txt }\n    keep: false"));
        bench.run();

        assertThat(bench.hasResult("greet/a/greeting.txt")).isFalse();
        assertThat(bench.run().shown()).contains("Nothing to do");
        bench.run("--param", "times=2");
        assertThat(bench.lines("counts.txt"))
                .as("greetings are made again, as shout reads them")
                .isEqualTo(7 + 7);
    }

    @Test
    void anExistingScriptRunsThroughFetchAndRun() {
        bench.file("reference.txt", "ref");
        bench.file("old.sh", """
                #!/bin/bash
                set -e
                sample=$(sed -n "$((AWS_BATCH_JOB_ARRAY_INDEX + 1))p" "$LIST_OF_SAMPLES")
                echo "$sample $BATCH_FILE_TYPE $WORD ${SAMPLE_NAME-unset} $1" > out.txt
                """);
        bench.file("p.yaml", """
                pipeline: p
                params: { word: { type: string, default: hi } }
                steps:
                  old:
                    outputs: { out: out.txt }
                    script: { file: old.sh, args: ["${{ params.word }}"] }
                """);

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("old/b/out.txt")).isEqualTo("b script hi unset hi\n");
    }

    @Test
    void twoThousandSamples() {
        bench.file(
                "s.txt", IntStream.range(0, 2000).mapToObj(i -> "s" + i + "\n").collect(Collectors.joining()));
        bench.file("p.yaml", """
                pipeline: p
                defaults: { resources: { memory: 16 MiB } }
                steps:
                  touch:
                    outputs: { out: out.txt }
                    command: [touch, out.txt]
                """);

        TypedCommand run = bench.run();

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(run.shown()).contains("Done: 2,000 tasks done");
        assertThat(bench.hasResult("touch/s1999/out.txt")).isTrue();
        assertThat(bench.run().shown()).contains("Nothing to do");
    }
}
