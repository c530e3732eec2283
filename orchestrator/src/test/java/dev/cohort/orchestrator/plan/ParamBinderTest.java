package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What value each param gets; a file's path starts where it was written. */
class ParamBinderTest {
    private static final String PIPELINE = """
            pipeline: p
            params:
              k: { type: int, default: 31, min: 7 }
              ref: { type: file, default: "${{ store }}/ref.fa" }
              local: { type: file, default: data/x.txt }
              must: { type: string }
            steps:
              a:
                inputs: { r: "${{ params.ref }}", l: "${{ params.local }}" }
                outputs: { o: o }
                command: [a, "${{ params.k }}", "${{ params.must }}"]
            """;

    private final Problems problems = new Problems();

    @Test
    void defaultsAreFilledIn() {
        assertThat(bind(given("must", "x")))
                .containsEntry("k", "31")
                .containsEntry("ref", "s3://bucket/ref.fa")
                .containsEntry("local", "/pipelines/data/x.txt");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void whatIsSaidLastCounts() {
        assertThat(bind(given("must", "x"), given("k", "9"), given("k", "11"))).containsEntry("k", "11");
    }

    @Test
    void whatIsOverruledIsNotChecked() {
        assertThat(bind(given("must", "x"), given("k", "many"), given("k", "11")))
                .containsEntry("k", "11");
        assertThat(problems.isEmpty()).isTrue();
    }

    @Test
    void aRelativePathStartsWhereItWasGiven() {
        Map<String, String> values = bind(
                given("must", "x"),
                new GivenParam("ref", "../r.fa", "/home/ada/run"),
                new GivenParam("local", "s3://other/l.txt", "/home/ada/run"));

        assertThat(values).containsEntry("ref", "/home/ada/r.fa").containsEntry("local", "s3://other/l.txt");
    }

    @Test
    void aParamWithoutAValueIsTold() {
        assertThat(bind()).doesNotContainKey("must");
        assertThat(PlanScene.told(problems))
                .contains("the param `must` has no value", "pipeline.yaml:6:3", "give one with `--param must=…`");
    }

    @Test
    void aWrongValueIsToldWithWhereTheParamIsDeclared() {
        assertThat(bind(given("must", "x"), given("k", "5"))).doesNotContainKey("k");
        assertThat(PlanScene.told(problems))
                .contains(
                        "--param k: the param `k` must be a whole number of at least 7, and this is `5`",
                        "it is declared here");
    }

    @Test
    void aWrongValueOfAParamsFileIsToldAtItsPlace() {
        Source file = new Source("params.yaml", "must: x\nk: 5\n");

        bind(given("must", "x"), new GivenParam("k", "5", "/here", file.place(11, 12), file.place(8, 9)));

        assertThat(PlanScene.told(problems)).contains("the param `k` must be", "params.yaml:2:4");
        assertThat(PlanScene.told(problems)).doesNotContain("--param");
    }

    @Test
    void anUnknownParamIsToldWithTheNearest() {
        bind(given("must", "x"), given("mist", "y"));

        assertThat(PlanScene.told(problems))
                .contains("--param mist: the pipeline `p` has no param `mist`", "did you mean `must`?");
    }

    @Test
    void anUnknownParamOfAParamsFileIsToldAtItsName() {
        Source file = new Source("params.yaml", "must: x\nmist: y\n");

        bind(given("must", "x"), new GivenParam("mist", "y", "/here", file.place(14, 15), file.place(8, 12)));

        assertThat(PlanScene.told(problems)).contains("no param `mist`", "params.yaml:2:1");
    }

    @Test
    void aParamOfAPipelineWithoutAnyIsToldSo() {
        new ParamBinder(
                        PlanScene.graph("pipeline: p\nsteps: { a: { outputs: { o: o }, command: [a] } }")
                                .pipeline(),
                        PlanScene.BASE,
                        "/store",
                        problems)
                .bind(List.of(given("k", "1")));

        assertThat(PlanScene.told(problems)).contains("has no param `k`", "it has no params at all");
    }

    /** It would otherwise end up in bash arithmetic as the path that it is. */
    @Test
    void aDefaultThatOnlyNowTurnsOutToBeWrongIsTold() {
        Map<String, String> values =
                new ParamBinder(PlanScene.graph("""
                                pipeline: p
                                params: { n: { type: int, default: "${{ store }}" } }
                                steps: { a: { outputs: { o: o }, command: [a, "${{ params.n }}"] } }
                                """).pipeline(), PlanScene.BASE, "/store", problems).bind(List.of());

        assertThat(values).isEmpty();
        assertThat(PlanScene.told(problems))
                .contains(
                        "the default of the param `n` must be a whole number, and this is `/store`",
                        "pipeline.yaml:2:");
    }

    private static GivenParam given(String name, String value) {
        return new GivenParam(name, value, "/home/ada");
    }

    private Map<String, String> bind(GivenParam... given) {
        return new ParamBinder(PlanScene.graph(PIPELINE).pipeline(), PlanScene.BASE, "s3://bucket", problems)
                .bind(Arrays.asList(given));
    }
}
