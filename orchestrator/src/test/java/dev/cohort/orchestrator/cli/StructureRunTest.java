package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of pipelines that use others, of samples with several files, and of steps that only some samples need. */
class StructureRunTest {
    private static final String SMALL = "defaults: { timeout: 1h, resources: { cpus: 0.5, memory: 32 MiB } }\n";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void setUp() {
        bench = new Workbench(folder).file("s.txt", "a\nb\n");
    }

    private TypedCommand run(String pipeline, String... more) {
        bench.file("p.yaml", "pipeline: p\n" + SMALL + pipeline);
        return bench.run(more);
    }

    @Test
    void aUsedPipelineFindsItsFilesBesideItself() {
        bench.file("lib/mask.txt", "mask\n")
                .file("lib/deep/sum.sh", "#!/bin/bash\necho $DEPTH ${GENOME-none} $1 > sum.txt\n");
        bench.file("lib/calls.yaml", """
                pipeline: calls
                params:
                  genome: { type: file }
                  depth: { type: int, default: 1 }
                samples: { columns: { reads: { type: file } } }
                steps:
                  call:
                    inputs: { genome: "${{ params.genome }}", reads: "${{ sample.reads }}", mask: mask.txt }
                    outputs: { out: out.txt }
                    run: cat ${{ inputs.genome }} ${{ inputs.reads }} ${{ inputs.mask }} > ${{ outputs.out }}
                  sum:
                    inputs: { out: "${{ steps.call.out }}" }
                    outputs: { sum: sum.txt }
                    script: { file: deep/sum.sh, args: [done] }
                """);
        TypedCommand run = run("""
                steps:
                  genome: { each: cohort, outputs: { fa: g.fa }, run: echo ACGT > g.fa }
                  reads:
                    outputs: { fq: r.fq }
                    run: echo ${{ sample }} > ${{ outputs.fq }}
                  calls:
                    use: lib/calls.yaml
                    params: { genome: "${{ steps.genome.fa }}" }
                    columns: { reads: "${{ steps.reads.fq }}" }
                """, "--param", "calls.depth=7");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("calls.call/a/out.txt")).isEqualTo("ACGT\na\nmask\n");
        assertThat(bench.result("calls.sum/b/sum.txt")).isEqualTo("7 none done\n");
        assertThat(bench.run("--param", "calls.depth=7").shown()).contains("Nothing to do");
    }

    @Test
    void whatTheUsingFileSaysIsNotOpen() {
        bench.file(
                "lib.yaml",
                "pipeline: lib\nparams: { n: { type: int } }\nsteps: { a: { run: 'echo ${{ params.n }}' } }\n");
        TypedCommand run = run("steps: { x: { use: lib.yaml, params: { n: 3 } } }\n", "--param", "x.n=4");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.shown()).contains("the param `x.n` is not open: the pipeline says what it is");
    }

    @Test
    void severalFilesOfASampleComeInTheirOrder() {
        bench.file("x/r.fq", "1\n").file("y/r.fq", "2\n").file("y/o t.fq", "3\n");
        bench.file("s.txt", "sample,reads\na,y/r.fq\nb,x/r.fq\na,x/r.fq; y/o t.fq\n");
        TypedCommand run = run("""
                samples: { columns: { reads: { type: files } } }
                steps:
                  merge:
                    inputs: { reads: "${{ sample.reads }}" }
                    outputs: { all: all.txt, names: names.txt }
                    run: |
                      cat ${{ inputs.reads.* }} > ${{ outputs.all }}
                      for f in ${{ inputs.reads.* }}; do basename "$f"; done > ${{ outputs.names }}
                      wc -l < ${{ inputs.reads }} >> ${{ outputs.names }}
                """);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("merge/a/all.txt")).isEqualTo("2\n1\n3\n");
        assertThat(bench.result("merge/a/names.txt")).isEqualTo("r.fq\nr.fq\no t.fq\n3\n");
        assertThat(bench.result("merge/b/names.txt")).isEqualTo("r.fq\n1\n");
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    @Test
    void aStepThatSomeSamplesNeedIsGatheredOfThose() {
        String pipeline = """
                samples: { columns: { kind: { default: "" } } }
                steps:
                  call:
                    when: ${{ sample.kind }} is not empty
                    outputs: { out: out.txt }
                    run: echo ${{ sample }} > ${{ outputs.out }}
                  sum:
                    inputs: { call: { file: "${{ steps.call.out }}", optional: true } }
                    outputs: { sum: sum.txt }
                    run: 'if [ -n "${{ inputs.call }}" ]; then cat ${{ inputs.call }}; else echo none; fi > sum.txt'
                  all:
                    each: cohort
                    inputs: { calls: "${{ steps.call.out }}", sums: "${{ steps.sum.sum }}" }
                    outputs: { all: all.txt }
                    command: [bash, -c, 'cat "$@" > all.txt', all, "${{ inputs.calls.* }}", "${{ inputs.sums.* }}"]
                """;
        bench.file("s.txt", "sample,kind\na,x\nb,\n");
        TypedCommand run = run(pipeline);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("a\na\nnone\n");
        assertThat(bench.hasResult("call/b")).isFalse();

        bench.file("s.txt", "sample,kind\na,\nb,y\n");
        assertThat(bench.run().exitCode()).isZero();
        assertThat(bench.result("all/_cohort/all.txt")).isEqualTo("b\nnone\nb\n");
        assertThat(bench.run().shown()).contains("Nothing to do");
    }

    private TypedCommand runForTumours(String sheet, String... more) {
        bench.file("s.txt", sheet);
        return run("""
                samples: { columns: { kind: { type: choice, choices: [tumour, normal] } } }
                steps:
                  qc: { outputs: { q: q.txt }, run: echo good > q.txt }
                  call:
                    when: ${{ sample.kind }} == tumour
                    inputs: { q: "${{ steps.qc.q }}" }
                    outputs: { v: v.txt }
                    run: cp ${{ inputs.q }} v.txt
                """, more);
    }

    @Test
    void samplesThatNeedNothingAreToldSoAndNothingIsSaidToBeThere() {
        TypedCommand run = runForTumours("sample,kind\na,normal\nb,normal\n");

        assertThat(run.exitCode()).isZero();
        assertThat(run.shown())
                .isEqualTo("Nothing to do: no result is needed of 2 samples, by the `when` of `call`.\n");
        assertThat(plan().shown())
                .contains("qc    sample    0     -        -           2     -")
                .endsWith("Nothing to do: no result is needed of 2 samples, by the `when` of `call`.\n");
        assertThat(plan("--json").shown()).contains("\"notNeeded\": 2").doesNotContain("\"current\": 2");
    }

    private TypedCommand plan(String... more) {
        return bench.type(Stream.concat(Stream.of("plan", "p.yaml", "--sample-list-file", "s.txt"), Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void aStepForThoseThatNeedItHasLogsOfThoseAlone() {
        assertThat(runForTumours("sample,kind\na,normal\nb,tumour\nc,tumour\n").shown())
                .contains("Done: 4 tasks done")
                .doesNotContain("current");
        assertThat(bench.hasResult("qc/a")).isFalse();
        assertThat(bench.type("logs", "latest", "qc").shown())
                .startsWith(
                        "error: the step `qc` has a log for each of 2 samples\n  hint: say which, as in `cohort logs ")
                .endsWith(" qc b`\n");
        assertThat(bench.type("task", "latest", "qc", "a").shown())
                .endsWith("nothing that was to be made has need of it\n");
        assertThat(bench.run().shown()).startsWith("Nothing to do: all results of p are there and current.");
    }

    @Test
    void aStepThatIsForcedRunsForSamplesThatHadNoNeedOfItToo() {
        TypedCommand run = runForTumours("sample,kind\na,normal\nb,tumour\n", "--force", "qc");

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(bench.result("qc/a/q.txt")).isEqualTo("good\n");
        assertThat(bench.hasResult("call/a")).isFalse();
        assertThat(bench.type("logs", "latest", "qc").shown()).contains("each of 2 samples");
    }

    @Test
    void aStepThatHadNothingToDoHasNoLogs() {
        runForTumours("sample,kind\na,tumour\nb,tumour\n");
        new Terminal(folder).run("run", "p.yaml", "--sample-list-file", "s.txt", "--force", "call");

        assertThat(bench.type("logs", "20260102", "qc").shown())
                .contains("error: the step `qc` had nothing to do in the run ")
                .contains(", and has no log there\n  hint: `cohort task ")
                .endsWith(" qc SAMPLE` says of a sample why\n");
    }
}
