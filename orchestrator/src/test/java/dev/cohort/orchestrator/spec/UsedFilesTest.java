package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pipelines over texts in memory that use each other. */
class UsedFilesTest {
    private static final String LEAF = "pipeline: leaf\nsteps: { a: { run: echo } }\n";

    private final Map<String, Source> texts = new LinkedHashMap<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private final Problems problems = new Problems();

    private UsedFilesTest file(String location, String text) {
        texts.put(location, new Source(location, text));
        return this;
    }

    private Optional<Pipeline> read(String text) {
        Sources counted = (location, told) -> {
            reads.merge(location, 1, Integer::sum);
            return Optional.ofNullable(texts.get(location));
        };
        return PipelineReader.read(new Source("main.yaml", text), Optional.empty(), counted, problems);
    }

    @Test
    void allTextsAreAtHandToReadTheSameAgain() {
        file("lib/b.yaml", "pipeline: b\nsteps: { c: { use: ../c.yaml }, d: { use: c.yaml } }\n");
        file("lib/../c.yaml", LEAF).file("lib/c.yaml", LEAF);
        String main = "pipeline: main\nsteps: { b: { use: lib/b.yaml }, again: { use: lib/b.yaml#c.a } }\n";
        Pipeline pipeline = read(main).orElseThrow();

        assertThat(pipeline.sources()).containsOnlyKeys("", "lib/b.yaml", "lib/../c.yaml", "lib/c.yaml");
        Pipeline again = PipelineReader.read(
                        pipeline.source(), Optional.empty(), Sources.among(pipeline.sources()), problems)
                .orElseThrow();
        assertThat(again.steps().keySet()).containsExactly("b.c.a", "b.d.a", "again");
        assertThat(again.steps()).isEqualTo(pipeline.steps());
        assertThat(problems.isEmpty()).as(problems.inOrder().toString()).isTrue();
    }

    @Test
    void aFileThatIsUsedOftenIsReadAsOne() {
        file("leaf.yaml", LEAF);
        Pipeline pipeline =
                read("pipeline: main\nsteps: { x: { use: leaf.yaml }, y: { use: leaf.yaml }, z: { use: 'leaf.yaml#a' } }\n")
                        .orElseThrow();

        assertThat(pipeline.used()).hasSize(1);
        assertThat(pipeline.steps().keySet()).containsExactly("x.a", "y.a", "z");
    }

    @Test
    void whatEachFileSaysOfHowStepsRunIsOverItsOwnNames() {
        file("c.yaml", """
                pipeline: c
                params: { p: { type: string, default: c } }
                steps:
                  s:
                    inputs: { i: { file: i.txt, stage: copy } }
                    env: { C: "${{ params.p }}" }
                    secrets: { KEY: "/${{ params.p }}/key" }
                    mounts: { m: { efs: "${{ params.p }}", at: /mnt/m, root: "/${{ params.p }}" } }
                    run: ':'
                """);
        file("b.yaml", """
                pipeline: b
                params: { p: { type: string, default: b } }
                defaults: { env: { B: "${{ params.p }}" }, tags: { b: "${{ params.p }}" } }
                steps:
                  c: { use: c.yaml, params: { p: "${{ params.p }}" } }
                  one: { use: c.yaml#s, inputs: { i: j.txt }, env: { ONE: "${{ params.p }}" } }
                """);
        Pipeline pipeline = read("""
                pipeline: a
                params: { p: { type: string, default: a } }
                defaults: { env: { A: "${{ params.p }}", B: lost }, tags: { a: "${{ params.p }}" } }
                steps: { b: { use: b.yaml } }
                """).orElseThrow();

        assertThat(problems.isEmpty()).as(problems.inOrder().toString()).isTrue();
        assertThat(settings(pipeline, "b.c.s"))
                .containsExactly(
                        "A=params.p",
                        "B=params.b.p",
                        "C=params.b.c.p",
                        "/params.b.c.p/key",
                        "params.b.c.p",
                        "/params.b.c.p");
        assertThat(settings(pipeline, "b.one"))
                .contains("A=params.p", "B=params.b.p", "C=params.b.one.p", "ONE=params.b.p", "/params.b.one.p/key");
        assertThat(pipeline.steps().get("b.one").placement().tags()).containsOnlyKeys("a", "b");
        assertThat(pipeline.steps().get("b.one").inputs().get("i").staging().copy())
                .as("its body may write into whatever it is given")
                .isTrue();
    }

    private static List<String> settings(Pipeline pipeline, String step) {
        Provisions provisions = pipeline.steps().get(step).provisions();
        return Stream.concat(
                        provisions.env().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(variable -> variable.getKey() + "=" + written(variable.getValue())),
                        provisions.templates().skip(provisions.env().size()).map(UsedFilesTest::written))
                .toList();
    }

    private static String written(TemplateSpec text) {
        return text.render(Reference::path);
    }

    @Test
    void levelsHaveAnEnd() {
        for (int level = 0; level < 20; level++) {
            file("l" + level + ".yaml", "pipeline: l\nsteps: { s: { use: l" + (level + 1) + ".yaml } }\n");
        }
        read("pipeline: main\nsteps: { s: { use: l0.yaml } }\n");

        assertThat(problems.inOrder())
                .hasToString("[error: files use files here over more than 8 levels (l7.yaml:2:20)]");
    }

    @Test
    void stepsHaveAnEndHoweverTheyMultiply() {
        file("l7.yaml", LEAF);
        for (int level = 0; level < 7; level++) {
            StringBuilder ten = new StringBuilder("pipeline: l\nsteps:\n");
            for (int i = 0; i < 10; i++) {
                ten.append("  s" + i + ": { use: l" + (level + 1) + ".yaml }\n");
            }
            file("l" + level + ".yaml", ten.toString());
        }
        read("pipeline: main\nsteps: { s: { use: l0.yaml } }\n");

        assertThat(problems.inOrder().get(0))
                .hasToString("error: with what is used here the pipeline has more than 1000 steps (l3.yaml:4:14)");
    }

    @Test
    void filesHaveAnEnd() {
        StringBuilder many = new StringBuilder("pipeline: main\nsteps:\n");
        for (int i = 0; i < 102; i++) {
            file("l" + i + ".yaml", LEAF);
            many.append("  s" + i + ": { use: l" + i + ".yaml }\n");
        }
        read(many.toString());

        assertThat(problems.inOrder())
                .hasToString("[error: more than 100 files are used (main.yaml:103:16), "
                        + "error: more than 100 files are used (main.yaml:104:16)]");
    }

    @Test
    void namesHaveAnEnd() {
        String name = "n".repeat(60);
        file("leaf.yaml", LEAF).file("b.yaml", "pipeline: b\nsteps: { " + name + ": { use: leaf.yaml } }\n");
        file("c.yaml", "pipeline: c\nsteps: { " + name + ": { use: b.yaml } }\n");
        read("pipeline: main\nsteps: { " + name + ": { use: c.yaml } }\n");

        assertThat(problems.inOrder()).singleElement().asString().contains("is longer than 128 characters");
    }
}
