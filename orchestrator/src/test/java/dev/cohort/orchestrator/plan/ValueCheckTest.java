package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are fine by themselves, and not where they go to. */
class ValueCheckTest {
    private static final String PIPELINE = """
            pipeline: p
            params: { tag: { type: string, default: v1 } }
            samples: { columns: { lab: { default: main } } }
            steps:
              a: { outputs: { o: "${{ sample }}.${{ sample.lab }}.${{ params.tag }}.txt" }, command: [a] }
            """;

    @Test
    void plainNamesMayStandInPaths() {
        assertThat(told(PlanScene.of(PIPELINE).param("tag", "v2.1 final").sheet("sample,lab\ns1,Berlin-3\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "../x", "..", ".", "", "*", "x?", "[a]", "{a,b}", "a\\b", "a\tb"})
    void aParamThatWouldLeadElsewhereIsTold(String value) {
        assertThat(told(PlanScene.of(PIPELINE).param("tag", value)))
                .contains(
                        "`params.tag` is `",
                        "which can't be part of the path of the output `o`",
                        "pipeline.yaml:5:",
                        "only plain names can: no slash, no pattern, not `.` or `..`, and not nothing");
    }

    /** What params make of addresses shows only now. */
    @Test
    void settingsThatAwsWouldRefuseAreTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                params: { x: { type: string, default: "a b" } }
                steps:
                  a:
                    secrets: { TOKEN: "${{ params.x }}" }
                    mounts:
                      host: { host: "${{ params.x }}", at: /mnt/a }
                      efs: { efs: "${{ params.x }}", at: /mnt/b, root: "${{ params.x }}" }
                      point: { efs: fs-01234567, at: /mnt/c, access-point: "${{ params.x }}" }
                    tags: { project: "${{ params.x }};" }
                    run: 'true'
                """);

        assertThat(told(scene))
                .contains("the secret `TOKEN` must be where a secret is kept")
                .contains("`host` of the mount `host` must be an absolute path without `.`, `..` and `:`, such as"
                        + " `/data/reference`, and this is `a b`")
                .contains("`efs` of the mount `efs` must be the id of an EFS file system")
                .contains("`root` of the mount `efs` must be an absolute path")
                .contains("`access-point` of the mount `point` must be the id of an EFS access point")
                .contains("the tag `project` must be the value of a tag", "and this is `a b;`");
        assertThat(told(scene.param("x", "/lab/x")))
                .doesNotContain("TOKEN", "`host` of", "`root` of")
                .contains("the id of an EFS file system");
    }

    @Test
    void moreLanesThanThereAreAreTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                steps:
                  a: { outputs: { o: o }, command: [touch, o] }
                  b: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, min-success: 4, run: 'true' }
                """);

        assertThat(told(scene.lanes(4))).isEmpty();
        assertThat(told(scene.lanes(3)))
                .contains("the step `b` needs 4 lanes, and the cohort has 3")
                .contains("let it need fewer, or a part of them, such as `90%`");
    }

    @Test
    void onlyLanesThatTakePartCount() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                samples: { columns: { kind: { type: string } } }
                steps:
                  a: { when: "${{ sample.kind }} == tumour", outputs: { o: o }, command: [touch, o] }
                  b: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, min-success: 2, run: 'true' }
                  c: { each: cohort, inputs: { i: "${{ steps.a.o }}" }, min-success: 100%, run: 'true' }
                """);

        assertThat(told(scene.sheet("sample,kind\ns1,tumour\ns2,normal\ns3,tumour")))
                .isEmpty();
        assertThat(told(scene.sheet("sample,kind\ns1,tumour\ns2,normal\ns3,normal")))
                .contains("the step `b` needs 2 lanes, and only 1 of 3 samples need `a`")
                .doesNotContain("`c`");
        assertThat(told(scene.sheet("sample,kind\ns1,normal")))
                .as("a part of none is none")
                .doesNotContain("`c`");
    }

    @Test
    void aValueTooLongForAFilesNameIsTold() {
        assertThat(told(PlanScene.of(PIPELINE).param("tag", "x".repeat(201)))).contains("`params.tag` is `xxx");
    }

    @Test
    void theFirstSampleWhoseCellWouldLeadElsewhereIsTold() {
        assertThat(told(PlanScene.of(PIPELINE).sheet("sample,lab\ns1,ok\ns2,a/b\ns3,c/d\n")))
                .contains("`sample.lab` is `a/b` for the sample `s2`, which can't be part of the path")
                .doesNotContain("s3");
    }

    @Test
    void aDefaultOfAColumnIsHeldAgainstItsTypeOnceItIsKnown() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                params: { years: { type: string, default: many } }
                samples: { columns: { age: { type: int, default: "${{ params.years }}" } } }
                steps:
                  a: { outputs: { o: o }, command: [a, "${{ sample.age }}"] }
                """);

        assertThat(told(scene.sheet("sample,age\ns1,5\ns2,\n")))
                .contains(
                        "for the sample `s2` the default of the column `age` must be a whole number, and this is `many`",
                        "pipeline.yaml:3:");
        assertThat(told(scene.sheet("sample,age\ns1,5\n"))).isEmpty();
        assertThat(told(scene.param("years", "40").sheet("sample\ns1\n"))).isEmpty();
    }

    @Test
    void outputsThatParamsMakeOneFileAreTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                params: { one: { type: string, default: x }, two: { type: string, default: y } }
                steps:
                  a:
                    each: cohort
                    outputs: { o: "${{ params.one }}.txt", p: "${{ params.two }}.txt" }
                    command: [a]
                """);

        assertThat(told(scene)).isEmpty();
        assertThat(told(scene.param("two", "x")))
                .contains(
                        "with these params the outputs `o` and `p` are the same file, `x.txt`",
                        "pipeline.yaml:6:47",
                        "`o` is here",
                        "give each a path of its own");
    }

    @Test
    void theFirstSampleWhoseOutputsAreOneFileIsTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                samples: { columns: { lab: { default: main } } }
                steps:
                  a: { outputs: { o: "${{ sample }}.${{ sample.lab }}", p: "${{ sample }}.log", q: z }, command: [a] }
                """);

        assertThat(told(scene.sheet("sample,lab\ns1,ok\nz,\n"))).isEmpty();
        assertThat(told(scene.sheet("sample,lab\ns1,ok\ns2,log\ns3,log\n")))
                .contains("for the sample `s2` the outputs `o` and `p` are the same file, `s2.log`")
                .doesNotContain("s3");
    }

    @Test
    void anOutputThatAValueLaysIntoADirectoryIsTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                samples: { columns: { lab: { default: main } } }
                steps:
                  a: { outputs: { o: "${{ sample.lab }}/", p: logs/run.txt }, command: [a] }
                """);

        assertThat(told(scene)).isEmpty();
        assertThat(told(scene.sheet("sample,lab\ns1,logs\n")))
                .contains(
                        "for the sample `s1` the outputs `o` and `p` overlap: one lies in the other, at `logs/run.txt`");
    }

    /** An empty value spoils both paths; that they are one as well would be no news. */
    @Test
    void valuesThatFitNoPathAreNotComparedToo() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                params: { one: { type: string, default: "" }, two: { type: string, default: "" } }
                steps:
                  a: { outputs: { o: "x${{ params.one }}", p: "x${{ params.two }}" }, command: [a] }
                """);

        assertThat(told(scene)).contains("can't be part of the path").doesNotContain("same file");
    }

    @Test
    void aDefaultThatIsNoPathIsTold() {
        PlanScene scene = PlanScene.of("""
                pipeline: p
                params: { where: { type: string, default: " " } }
                samples: { columns: { bam: { type: file, default: "${{ params.where }}" } } }
                steps:
                  a: { inputs: { b: "${{ sample.bam }}" }, outputs: { o: o }, command: [a, "${{ inputs.b }}"] }
                """);

        assertThat(told(scene)).contains("for the sample `s1` the default of the column `bam` must be a path");
        assertThat(told(scene.param("where", "x.bam"))).isEmpty();
    }

    private static String told(PlanScene scene) {
        Problems problems = new Problems();
        ValueCheck.check(scene.graph(), PlanScene.BASE, scene.samples(), scene.settings(), problems);
        return PlanScene.told(problems);
    }
}
