package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
}
