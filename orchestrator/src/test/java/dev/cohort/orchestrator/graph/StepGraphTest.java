package dev.cohort.orchestrator.graph;

import static dev.cohort.orchestrator.graph.Graphs.graph;
import static dev.cohort.orchestrator.graph.Graphs.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.graph.ResolvedInput.Made;
import dev.cohort.orchestrator.graph.ResolvedInput.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The fixture: {@code index} once, {@code align} per sample from it, {@code panel} over all of {@code align}, {@code call} per
 * sample from both.
 *
 * <pre>
 *   index ──► align[] ──► panel ──► call[]
 *                 └───────────────►
 * </pre>
 */
class StepGraphTest {
    private static final String PIPELINE = """
            pipeline: p
            steps:
              call: { inputs: { bam: "${{ steps.align.bam }}", panel: "${{ steps.panel.o }}" }, run: x }
              panel: { each: cohort, inputs: { bams: "${{ steps.align.bam }}" }, outputs: { o: o }, run: x }
              align: { inputs: { idx: "${{ steps.index.o }}", n: "${{ sample }}", f: x.txt }, outputs: { bam: a }, run: x }
              index: { each: cohort, outputs: { o: o }, run: x }
            """;

    @Test
    void stepsStandAfterAllThatTheyWaitFor() {
        assertThat(graph(PIPELINE).steps())
                .extracting(ResolvedStep::name)
                .containsExactly("index", "align", "panel", "call");
    }

    @Test
    void whereTheOrderIsFreeStepsStayAsWritten() {
        assertThat(graph(
                                "pipeline: p\nsteps:\n  z: { run: x }\n  b: { run: x, needs: [a] }\n  y: { run: x }\n  a: { run: x }\n")
                        .steps())
                .extracting(ResolvedStep::name)
                .containsExactly("z", "y", "a", "b");
    }

    @Test
    void inputsKnowHowFarTheyReach() {
        StepGraph graph = graph(PIPELINE);

        assertThat(reach(graph, "align", "idx")).isEqualTo(Reach.COHORT);
        assertThat(reach(graph, "panel", "bams")).isEqualTo(Reach.GATHER);
        assertThat(reach(graph, "call", "bam")).isEqualTo(Reach.LANE);
        assertThat(reach(graph, "call", "panel")).isEqualTo(Reach.COHORT);
        assertThat(graph.step("align").inputs().get("n")).isInstanceOf(ResolvedInput.Value.class);
        assertThat(graph.step("align").inputs().get("f")).isInstanceOf(ResolvedInput.File.class);
    }

    private static Reach reach(StepGraph graph, String step, String input) {
        return ((Made) java.util.Objects.requireNonNull(
                        graph.step(step).inputs().get(input)))
                .reach();
    }

    @Test
    void whatNothingReadsIsALeaf() {
        StepGraph graph = graph(PIPELINE);

        assertThat(graph.steps())
                .filteredOn(step -> graph.isLeaf(step.name()))
                .extracting(ResolvedStep::name)
                .containsExactly("call");
        assertThat(graph.readers("align")).containsExactlyInAnyOrder("panel", "call");
    }

    @Test
    void aNeedIsNoReader() {
        StepGraph graph = graph("pipeline: p\nsteps:\n  a: { run: x }\n  b: { run: x, needs: [a] }\n");

        assertThat(graph.isLeaf("a")).isTrue();
        assertThat(graph.dependencies())
                .singleElement()
                .extracting(Dependency::data)
                .isEqualTo(false);
    }

    @Test
    void dataOutweighsANeedOfTheSameStep() {
        StepGraph graph = graph("pipeline: p\nsteps:\n  a: { run: x, outputs: { o: o } }\n"
                + "  b: { run: x, needs: [a], inputs: { i: \"${{ steps.a.o }}\" } }\n");

        assertThat(graph.dependencies())
                .singleElement()
                .extracting(Dependency::data)
                .isEqualTo(true);
    }

    @Test
    void ofACircleTheShortestWayRoundIsTold() {
        assertThat(told("pipeline: p\nsteps:\n  a: { run: x, needs: [d, b] }\n  b: { run: x, needs: [a] }\n"
                        + "  c: { run: x, needs: [b] }\n  d: { run: x, needs: [c] }\n"))
                .containsExactly("these steps wait for each other: `b` → `a` → `b`");
    }

    /** A random graph has a circle exactly when no order exists; then one is told, and it is one. */
    @Test
    void circlesAreFoundInRandomGraphs() {
        Random random = new Random(3);
        int circles = 0;
        for (int round = 0; round < 150; round++) {
            boolean[][] needs = randomNeeds(random, 2 + random.nextInt(7));
            Problems problems = new Problems();
            boolean acyclic = Graphs.read(written(needs), problems).isPresent();
            assertThat(acyclic).isEqualTo(hasOrder(needs));
            assertThat(problems.inOrder()).allMatch(p -> p.message().contains("wait"));
            circles += acyclic ? 0 : 1;
        }
        assertThat(circles).isBetween(20, 130);
    }

    private static boolean[][] randomNeeds(Random random, int size) {
        boolean[][] needs = new boolean[size][size];
        for (int i = 0; i <= size / 2; i++) {
            needs[random.nextInt(size)][random.nextInt(size)] = true;
        }
        return needs;
    }

    private static String written(boolean[][] needs) {
        StringBuilder pipeline = new StringBuilder("pipeline: p\nsteps:\n");
        for (int i = 0; i < needs.length; i++) {
            List<String> names = new ArrayList<>();
            for (int j = 0; j < needs.length; j++) {
                if (needs[i][j]) {
                    names.add("s" + j);
                }
            }
            pipeline.append("  s")
                    .append(i)
                    .append(": { run: x, needs: ")
                    .append(names)
                    .append(" }\n");
        }
        return pipeline.toString();
    }

    private static boolean hasOrder(boolean[][] needs) {
        List<Integer> done = new ArrayList<>();
        boolean more = true;
        while (more) {
            more = false;
            for (int i = 0; i < needs.length; i++) {
                boolean ready = !done.contains(i);
                for (int j = 0; j < needs.length; j++) {
                    ready &= !needs[i][j] || done.contains(j);
                }
                if (ready) {
                    done.add(i);
                    more = true;
                }
            }
        }
        return done.size() == needs.length;
    }

    @Test
    @Timeout(20)
    void aThousandStepsThatAllWaitForEachOtherAreToldSoon() {
        StringBuilder pipeline = new StringBuilder("pipeline: p\nsteps:\n");
        for (int i = 0; i < 1000; i++) {
            pipeline.append("  s" + i + ": { run: x, needs: [s" + (i + 1) % 1000 + ", s" + (i + 7) % 1000 + "] }\n");
        }
        assertThat(told(pipeline.toString())).hasSize(1);
    }
}
