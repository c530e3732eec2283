package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes from step to step: directories, patterns, files that may be missing, files without a byte. */
class OutputsRunTest {
    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder).file("s.txt", "a\nb\n");
    }

    private TypedCommand run(String steps, String... more) {
        bench.file(
                "p.yaml",
                "pipeline: p\ndefaults: { timeout: 1h, resources: { cpus: 0.5, memory: 32 MiB } }\nsteps:\n"
                        + steps.replace("HERE", folder.toString()).indent(2));
        return bench.run(more);
    }

    @Test
    void directoriesAndPatternsReachTheNextStepAndAGather() {
        TypedCommand run = run("""
                make:
                  outputs: { tree: tree/, parts: "part-*.txt" }
                  run: |
                    mkdir -p tree/deep
                    echo "${{ sample }}" > tree/deep/name.txt
                    : > tree/empty.txt
                    echo 1 > part-1.txt
                    echo 2 > part-2.txt
                read:
                  inputs: { tree: "${{ steps.make.tree }}", parts: "${{ steps.make.parts }}" }
                  outputs: { out: out.txt }
                  run: |
                    [ -f "${{ inputs.tree }}/empty.txt" ]
                    cat "${{ inputs.tree }}/deep/name.txt" > out.txt
                    ls -R . .. | grep -c part- > /dev/null
                all:
                  each: cohort
                  inputs: { trees: "${{ steps.make.tree }}" }
                  outputs: { out: out.txt }
                  command: [bash, -c, 'for d in "$@"; do cat "$d/deep/name.txt"; done > out.txt', all, "${{ inputs.trees.* }}"]
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/b/out.txt")).isEqualTo("b\n");
        assertThat(bench.result("make/a/tree/empty.txt")).isEmpty();
        assertThat(bench.result("all/_cohort/out.txt")).isEqualTo("a\nb\n");
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    @Test
    void anOutputThatMayBeMissingIsNoFailure() {
        TypedCommand run = run("""
                make:
                  outputs: { log: { path: log.txt, optional: true }, out: out.txt }
                  run: |
                    echo "${{ sample }}" > out.txt
                    if [ "${{ sample }}" = a ]; then echo yes > log.txt; fi
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.hasResult("make/a/log.txt")).isTrue();
        assertThat(bench.hasResult("make/b/log.txt")).isFalse();
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    @Test
    void aFileWithoutAByteIsAResult() {
        TypedCommand run = run("""
                make: { outputs: { out: out.txt }, command: [touch, out.txt] }
                read:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: copy.txt }
                  command: [cp, "${{ inputs.in }}", copy.txt]
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/a/copy.txt")).isEmpty();
    }

    @Test
    void anOutputThatWasNotWrittenIsToldWithWhatIsThereInstead() {
        TypedCommand run = run("make: { outputs: { out: out.txt }, command: [touch, ot.txt] }");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.shown())
                .contains("failed: make a (output missing): ")
                .contains("ot.txt")
                .doesNotContain("Results:");
    }

    @Test
    void aBodyThatWritesToItsInputHasFailed() throws IOException {
        bench.file("precious.txt", "precious\n");
        TypedCommand run = run("""
                spoil:
                  inputs: { in: HERE/precious.txt }
                  outputs: { out: out.txt }
                  run: |
                    chmod u+w "${{ inputs.in }}" 2> /dev/null || true
                    echo spoilt >> "${{ inputs.in }}" || true
                    cp "${{ inputs.in }}" out.txt
                """, "--cpus", "0.5");

        assertThat(run.exitCode()).as(run.shown()).isEqualTo(1);
        assertThat(run.shown()).contains("(input changed): ");
        assertThat(bench.hasResult("spoil/a/out.txt")).isFalse();
    }

    @Test
    void aSampleMayBeCalledAsAStep() {
        bench.file("s.txt", "make\nread\n");
        TypedCommand run = run("""
                make: { outputs: { out: out.txt }, run: 'echo "${{ sample }}" > out.txt' }
                read:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  command: [cp, "${{ inputs.in }}", out.txt]
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/make/out.txt")).isEqualTo("make\n");
        assertThat(bench.result("make/read/out.txt")).isEqualTo("read\n");
    }

    @Test
    void aForcedStepReallyRunsAndOnlyIt() {
        String steps = """
                make: { outputs: { out: out.txt }, run: 'echo make >> HERE/counts.txt; echo 1 > out.txt' }
                read:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  run: 'echo read >> HERE/counts.txt; cp "${{ inputs.in }}" out.txt'
                """;
        run(steps);

        TypedCommand forced = run(steps, "--force", "make");

        assertThat(forced.exitCode()).as(forced.shown()).isZero();
        assertThat(bench.lines("counts.txt")).as("2 + 2, then make alone").isEqualTo(6);
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    @Test
    void whatNeedNotBeKeptGoesAfterAForcedRunToo() {
        String steps = """
                make: { keep: false, outputs: { out: out.txt }, run: 'echo 1 > out.txt' }
                read:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  command: [cp, "${{ inputs.in }}", out.txt]
                """;
        run(steps, "--force", "make");

        assertThat(bench.hasResult("make/a/out.txt")).isFalse();
        assertThat(bench.hasResult("read/a/out.txt")).isTrue();
    }

    @Test
    void whatARunThatWasKilledDidNotTidyGoesWithTheNext() {
        String steps = """
                make: { keep: KEEP, outputs: { out: out.txt }, run: 'echo 1 > out.txt' }
                read:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  command: [cp, "${{ inputs.in }}", out.txt]
                """;
        run(steps.replace("KEEP", "true"));
        assertThat(bench.hasResult("make/a/out.txt")).isTrue();

        assertThat(run(steps.replace("KEEP", "false")).shown()).contains("Nothing to do");
        assertThat(bench.hasResult("make/a/out.txt")).isFalse();
    }

    @Test
    void aFailedLaneKeepsWhatItWillReadAgain() {
        TypedCommand run = run("""
                make: { keep: false, outputs: { out: out.txt }, run: 'echo "${{ sample }}" > out.txt' }
                one:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  command: [cp, "${{ inputs.in }}", out.txt]
                two:
                  inputs: { in: "${{ steps.make.out }}" }
                  outputs: { out: out.txt }
                  command: [bash, -c, 'grep -v b "$0" > out.txt', "${{ inputs.in }}"]
                """);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(bench.hasResult("make/a/out.txt")).isFalse();
        assertThat(bench.hasResult("make/b/out.txt")).isTrue();
    }

    @Test
    void filesThatAUserPutBesideResultsStayAndMakeNothingRunAgain() throws IOException {
        String steps = "make: { outputs: { out: out.txt }, command: [touch, out.txt] }";
        run(steps);
        bench.file("cohort-store/results/p/make/a/out.txt.idx", "an index");

        assertThat(run(steps).shown()).contains("Nothing to do");
        assertThat(Files.readString(bench.path("cohort-store/results/p/make/a/out.txt.idx")))
                .isEqualTo("an index");
    }

    @Test
    void valuesOfTheRunAndTheStoreAreKnownToABody() {
        TypedCommand run = run("make: { outputs: { out: out.txt }, run: 'echo ${{ run.id }} ${{ store }} > out.txt' }");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("make/a/out.txt"))
                .matches("20260131-120000-[0-9a-z]{4} " + bench.path("cohort-store") + "\n");
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    @Test
    void anInputMayLieInTheStore() {
        bench.file("cohort-store/raw/a.txt", "raw a\n").file("cohort-store/raw/b.txt", "raw b\n");
        TypedCommand run = run("""
                read:
                  inputs: { in: "${{ store }}/raw/${{ sample }}.txt" }
                  outputs: { out: out.txt }
                  command: [cp, "${{ inputs.in }}", out.txt]
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("read/b/out.txt")).isEqualTo("raw b\n");
    }
}
