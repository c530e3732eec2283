package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.graph.Graphs;
import dev.cohort.orchestrator.graph.StepGraph;
import org.junit.jupiter.api.Test;

class GraphPictureTest {
    private static final StepGraph GRAPH = Graphs.graph("""
            pipeline: p
            steps:
              index: { each: cohort, outputs: { idx: a.idx }, run: x }
              end: { inputs: { i: "${{ steps.index.idx }}" }, outputs: { o: o, log: l }, run: x }
              sum-up: { each: cohort, inputs: { all: "${{ steps.end.o }}" }, needs: [index], run: x }
              after: { needs: [end], run: x }
            """);

    @Test
    void asText() {
        assertThat(String.join("\n", GraphPicture.TEXT.draw(GRAPH))).isEqualTo("""
                step    each    after                   leaves
                index   cohort                          idx
                end     sample  index                   o, log
                sum-up  cohort  index, end (all lanes)
                after   sample  end""");
    }

    /** Ids are numbers: `end` would end a subgraph. */
    @Test
    void asMermaid() {
        assertThat(String.join("\n", GraphPicture.MERMAID.draw(GRAPH))).isEqualTo("""
                flowchart LR
                    step0(["index"])
                    step1[["end"]]
                    step2(["sum-up"])
                    step3[["after"]]
                    step0 --> step1
                    step0 -.-> step2
                    step1 ==> step2
                    step1 -.-> step3""");
    }

    @Test
    void asDot() {
        assertThat(String.join("\n", GraphPicture.DOT.draw(GRAPH))).isEqualTo("""
                digraph "p" {
                    rankdir=LR;
                    node [fontname="sans-serif"];
                    "index" [shape=box, style=rounded];
                    "end" [shape=box, peripheries=2];
                    "sum-up" [shape=box, style=rounded];
                    "after" [shape=box, peripheries=2];
                    "index" -> "end";
                    "index" -> "sum-up" [style=dashed];
                    "end" -> "sum-up" [style=bold];
                    "end" -> "after" [style=dashed];
                }""");
    }
}
