package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import org.junit.jupiter.api.Test;

/** What is told of files from outside that are not where they should be. */
class MissingInputsTest {
    private static final String PIPELINE = """
            pipeline: p
            samples: { columns: { bam: { type: file, default: "" } } }
            steps:
              a: { inputs: { bam: "${{ sample.bam }}" }, command: [a, "${{ inputs.bam }}"] }
            """;

    private static String told(PlanScene scene) {
        Problems problems = new Problems();
        MissingInputs.tell(scene.plan(), scene.held(), scene.samples(), problems);
        return PlanScene.told(problems);
    }

    @Test
    void lanesWithoutAPathAreToldWhereverTheyStandInTheSheet() {
        assertThat(told(PlanScene.of(PIPELINE).sheet("sample,bam\ns1,\ns2,\n")))
                .contains("the input `bam` of the step `a` ");
        assertThat(told(PlanScene.of(PIPELINE).sheet("sample,bam\ns1,\ns2,/x.bam\n")))
                .contains("for any sample: s1 (no path), s2 (/x.bam)");
    }

    @Test
    void eachInputWithoutAPathIsTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                samples: { columns: { one: { type: file, default: "" }, two: { type: file, default: "" } } }
                steps:
                  a: { inputs: { x: "${{ sample.one }}", y: "${{ sample.two }}" }, command: [a, "${{ inputs.x }}${{ inputs.y }}"] }
                """).lanes(1);

        assertThat(told(scene)).contains("the input `x` of the step `a` ").contains("the input `y` of the step `a` ");
    }
}
