package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pipelines that come along, those that go by their names and those to copy; what needs no more than coreutils is run. */
class ShippedPipelinesTest {
    private static final Path ROOT = Path.of(System.getProperty("cohort.root"));
    private static final Path PIPELINES = ROOT.resolve("pipelines");

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void bench() {
        bench = new Workbench(folder);
    }

    @TestFactory
    Stream<DynamicTest> haveNoProblems() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    Terminal terminal = new Terminal(file.getParent());
                    assertThat(terminal.run("check", file.getFileName().toString()))
                            .as(terminal.err())
                            .isZero();
                    assertThat(terminal.err()).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> tellEditorsWhereTheSchemaIs() throws IOException {
        String sign = "# yaml-language-server: $schema=";
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    String first = Files.readAllLines(file).get(0);
                    assertThat(first).startsWith(sign);
                    assertThat(file.resolveSibling(first.substring(sign.length()))
                                    .normalize())
                            .isEqualTo(ROOT.resolve("docs/pipeline.schema.json"));
                }));
    }

    @Test
    void goByTheirNames() throws IOException {
        assertThat(PipelineFiles.shippedNames())
                .containsExactlyElementsOf(files().stream()
                        .filter(file -> PIPELINES.equals(file.getParent()))
                        .map(file -> name(file).replace(".yaml", ""))
                        .toList());
    }

    @Test
    void arraySelftest() {
        bench.file("lanes.txt", "a\nb\nc\n");

        assertThat(bench.type("run", "array-selftest", "--sample-list-file", "lanes.txt", "--param", "seconds=0"))
                .matches(typed -> typed.exitCode() == ExitCode.OK, "went well")
                .extracting(TypedCommand::shown)
                .asString()
                .contains("8 tasks done");
        assertThat(result("array-selftest/count/_cohort/answers.tsv"))
                .isEqualTo("a\thello\t5\nb\thello\t5\nc\thello\t5\n");
    }

    @Test
    void fanOut() throws IOException {
        bench.file("fan-out.yaml", example("fan-out.yaml"))
                .file("sheet.csv", "sample,text\nS1,1.txt\nS2,2.txt\n")
                .file("1.txt", "The cat and the hat.\n")
                .file("2.txt", "Of mice and men; of men\nand mice.\n");

        assertThat(bench.type("run", "fan-out.yaml", "--sample-list-file", "sheet.csv")
                        .exitCode())
                .isZero();
        assertThat(result("fan-out/table/_cohort/counts.tsv")).isEqualTo("""
                sample\tword\tcount
                S1\tand\t1
                S1\tof\t0
                S1\tthe\t2
                S2\tand\t2
                S2\tof\t2
                S2\tthe\t0
                """);
    }

    /** As an array, and alone. */
    @Test
    void fetchAndRun() throws IOException {
        bench.file("fetch-and-run.yaml", example("fetch-and-run.yaml"))
                .file("fetch-and-run.sh", example("fetch-and-run.sh"))
                .file("two.txt", "Ada\nGrace\n")
                .file("one.txt", "Emmy\n");

        assertThat(greet("two.txt")).isZero();
        assertThat(greet("one.txt", "--param", "greeting=Hello")).isZero();
        assertThat(result("fetch-and-run/greet/Grace/card.txt")).isEqualTo("Good day, Grace\n");
        assertThat(result("fetch-and-run/greet/Emmy/card.txt")).isEqualTo("Hello, Emmy\n");
    }

    private int greet(String samples, String... more) {
        String[] typed = Stream.concat(
                        Stream.of("run", "fetch-and-run.yaml", "--sample-list-file", samples), Stream.of(more))
                .toArray(String[]::new);
        return bench.type(typed).exitCode();
    }

    private static String example(String name) throws IOException {
        return Files.readString(PIPELINES.resolve("examples").resolve(name));
    }

    private String result(String path) {
        try {
            return Files.readString(folder.resolve("cohort-store/results").resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return PIPELINES.relativize(file).toString();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(PIPELINES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
