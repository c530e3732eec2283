package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Body;
import dev.cohort.contract.InputPattern;
import dev.cohort.contract.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker reads of a step, and what of it makes the step another one. */
class DefinitionsTest {
    private static final String PIPELINE = """
            pipeline: p
            params: { k: { type: int, default: 3 }, ref: { type: file, default: /ref.fa } }
            samples: { columns: { age: { type: int, default: 0 }, bam: { type: file, default: x.bam } } }
            defaults: { timeout: 1h }
            steps:
              make: { outputs: { one: one.txt, two: two.txt }, command: [make] }
              step:
                image: tool:1
                inputs: { bam: "${{ sample.bam }}", ref: "${{ params.ref }}", made: "${{ steps.make.one }}" }
                outputs: { o: out.txt }
                command: [tool, -k, "${{ params.k }}", --age, "${{ sample.age }}", "${{ inputs.bam }}"]
                resources: { cpus: 1 }
                retry: { attempts: 1 }
            """;

    private final PlanScene scene = PlanScene.of(PIPELINE);

    @Test
    void paramsBecomeTextAndWhatALaneKnowsStaysOpen() {
        assertThat(scene.define("step").body())
                .isEqualTo(new Body.Command(List.of(
                        Template.text("tool"),
                        Template.text("-k"),
                        Template.text("3"),
                        Template.text("--age"),
                        Template.of(new Template.Ref("sample.age")),
                        Template.of(new Template.Ref("inputs.bam")))));
    }

    @Test
    void inputsSayWhereTheyComeFrom() {
        assertThat(scene.define("step").inputs())
                .containsEntry(
                        "bam", new InputPattern.File(Template.of(new Template.Ref("sample.bam")), PlanScene.BASE))
                .containsEntry("ref", new InputPattern.File(Template.text("/ref.fa"), PlanScene.BASE))
                .containsEntry("made", new InputPattern.FromLane("make", "one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--age | --years",
                "command: [tool, | command: [other-tool,",
                "image: tool:1 | image: tool:2",
                "out.txt | other.txt",
                "{ o: out.txt } | { p: out.txt }",
                "{ o: out.txt } | { o: out.txt, q: more.txt }",
                "{ o: out.txt } | { o: { path: out.txt, optional: true } }",
                "inputs: { bam: | inputs: { reads: \"${{ sample.bam }}\", bam:",
                "steps.make.one | steps.make.two",
                "k: { type: int, default: 3 } | k: { type: int, default: 4 }",
                "image: tool:1 | env: { A: b }, image: tool:1",
                "image: tool:1 | secrets: { A: /lab/b }, image: tool:1",
                "image: tool:1 | mounts: { a: { host: /b } }, image: tool:1",
                "defaults: { timeout: 1h } | defaults: { timeout: 1h, env: { A: b } }",
            })
    void whatChangesWhatAStepLeavesMakesItAnother(String before, String after) {
        assertThat(edited(before.replace(", image", "\n    image"), after.replace(", image", "\n    image")))
                .isNotEqualTo(scene.def("step"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cpus: 1 | cpus: 4, memory: 9 GiB, disk: 2 GiB",
                "attempts: 1 | attempts: 5",
                "attempts: 1 | attempts: 5, memory: 2, on-exit: [3]",
                "cpus: 1 | gpus: 2, cpus: 1",
                "image: tool:1 | queue: big, image: tool:1",
                "image: tool:1 | tags: { a: b }, image: tool:1",
                "image: tool:1 | max-parallel: 3, image: tool:1",
                "made: \"${{ steps.make.one }}\" | made: { file: \"${{ steps.make.one }}\", stage: copy, cache: host }",
                "timeout: 1h | timeout: 9h",
                "pipeline: p | pipeline: q",
                "image: tool:1 | keep: false, image: tool:1",
                "image: tool:1 | needs: [make], image: tool:1",
                "ref: { type: file, default: /ref.fa } | ref: { type: file, default: /elsewhere/ref.fa }",
                "bam: { type: file, default: x.bam } | bam: { type: file, default: y.bam }",
                "age: { type: int, default: 0 } | age: { type: int, default: 7 }",
                "two: two.txt | two: other.txt",
                "[make] } | [make, differently] }",
            })
    void whatOnlyChangesHowOrFromWhereItRunsDoesNot(String before, String after) {
        assertThat(edited(before.replace(", image", "\n    image"), after.replace(", image", "\n    image")))
                .isEqualTo(scene.def("step"));
    }

    @Test
    void storeRunAndForceDoNotCount() {
        String reads = "--age, \"${{ sample.age }}\"";
        String before = PIPELINE.replace(reads, "\"${{ store }}\", \"${{ run.id }}\", \"${{ resources.cpus }}\"");
        PlanScene here = PlanScene.of(before.replace("age: { type: int, default: 0 }, ", ""));
        String def = here.def("step");

        assertThat(here.store("s3://bucket")
                        .run("20260202-120000-abcd")
                        .force("step")
                        .def("step"))
                .isEqualTo(def);
    }

    @Test
    void theOrderOfInputsDoesNotCount() {
        assertThat(edited(
                        "bam: \"${{ sample.bam }}\", ref: \"${{ params.ref }}\"",
                        "ref: \"${{ params.ref }}\", bam: \"${{ sample.bam }}\""))
                .isEqualTo(scene.def("step"));
    }

    @Test
    void onlyTheParamsThatAStepReadsCount() {
        String make = scene.def("make");
        String step = scene.def("step");

        scene.param("k", "5");

        assertThat(scene.def("make")).isEqualTo(make);
        assertThat(scene.def("step")).isNotEqualTo(step);
    }

    /** Where the file lies does not count, and what is in it is the other half's. */
    @Test
    void theLocationOfAFileParamDoesNotCount() {
        String step = scene.def("step");

        assertThat(scene.param("ref", "s3://elsewhere/ref.fa").def("step")).isEqualTo(step);
    }

    @Test
    void anImageIsKnownByItsDigestWhateverItIsCalled() {
        String byName = scene.def("step");
        String byDigest = scene.image("tool:1", "sha256:1").def("step");

        assertThat(byDigest).isNotEqualTo(byName);
        assertThat(scene.image("tool:1", "sha256:2").def("step")).isNotEqualTo(byDigest);
        PlanScene renamed = PlanScene.of(PIPELINE.replace("tool:1", "same")).image("same", "sha256:1");
        assertThat(renamed.def("step")).isEqualTo(byDigest);
    }

    @Test
    void codeThatIsFetchedIsKnownByItsDigest() {
        String before = scene.payload("step", "0".repeat(64)).def("step");

        assertThat(scene.payload("step", "1".repeat(64)).def("step")).isNotEqualTo(before);
    }

    @Test
    void codeWhoseDigestIsNotKnownYetIsKnownByItsFile() {
        String step = "pipeline: p\nsteps: { s: { outputs: { o: o }, script: { file: one.sh } } }";
        PlanScene one = PlanScene.of(step);
        PlanScene two = PlanScene.of(step.replace("one.sh", "two.sh"));

        assertThat(one.def("s")).isNotEqualTo(two.def("s"));
        one.payload("s", "0".repeat(64));
        two.payload("s", "0".repeat(64));
        assertThat(one.def("s")).isEqualTo(two.def("s"));
    }

    private String edited(String before, String after) {
        assertThat(PIPELINE).contains(before);
        return PlanScene.of(PIPELINE.replace(before, after)).def("step");
    }
}
