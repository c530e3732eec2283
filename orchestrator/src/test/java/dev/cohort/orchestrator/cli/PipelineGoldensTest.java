package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.goldens.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Small pipelines as people write them: what {@code check} tells of the bad ones, and what {@code plan} makes of the good ones.
 *
 * <p>Beside a good {@code NAME.yaml} lie its samples as {@code NAME.samples} (or their number as {@code NAME.lanes}), and what
 * else is typed as {@code NAME.args}.
 */
class PipelineGoldensTest {

    @TestFactory
    Stream<DynamicTest> whatCheckTellsOfBadPipelines() {
        return GoldenFiles.in("bad").reading(".yaml").tests(PipelineGoldensTest::checked);
    }

    @TestFactory
    Stream<DynamicTest> whatPlanMakesOfGoodPipelines() {
        return GoldenFiles.in("good").reading(".yaml").tests(PipelineGoldensTest::planned);
    }

    private static String checked(Path pipeline) {
        Terminal terminal = new Terminal(directory(pipeline));
        int code = terminal.run("check", pipeline.getFileName().toString());
        assertThat(terminal.err()).as("only problems are told").doesNotContain("Cohort failed");
        return terminal.err() + terminal.out() + "exit code " + code + "\n";
    }

    private static String planned(Path pipeline) throws IOException {
        Terminal check = new Terminal(directory(pipeline));
        assertThat(check.run("check", pipeline.getFileName().toString())).isZero();
        return check.err() + plan(pipeline) + "\n" + plan(pipeline, "--json");
    }

    private static String plan(Path pipeline, String... more) throws IOException {
        Terminal terminal = new Terminal(directory(pipeline)).typing(samples(pipeline));
        List<String> words =
                new ArrayList<>(List.of("plan", pipeline.getFileName().toString()));
        words.addAll(List.of("--store", "s3://lab/data", "--sample-list-file", "-"));
        words.addAll(List.of(beside(pipeline, ".args").strip().split(" +")));
        words.addAll(List.of(more));
        words.removeIf(String::isEmpty);
        assertThat(terminal.run(words.toArray(String[]::new)))
                .as(terminal.err())
                .isZero();
        return terminal.out();
    }

    private static String samples(Path pipeline) throws IOException {
        String lanes = beside(pipeline, ".lanes").strip();
        return lanes.isEmpty()
                ? beside(pipeline, ".samples")
                : IntStream.rangeClosed(1, Integer.parseInt(lanes))
                        .mapToObj(i -> "s" + i + "\n")
                        .collect(Collectors.joining());
    }

    private static String beside(Path pipeline, String ending) throws IOException {
        Path file =
                directory(pipeline).resolve(pipeline.getFileName().toString().replace(".yaml", ending));
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static Path directory(Path pipeline) {
        return pipeline.toAbsolutePath().getParent();
    }
}
