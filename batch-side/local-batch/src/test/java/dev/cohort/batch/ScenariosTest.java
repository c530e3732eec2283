package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The specification: every scenario under {@code scenarios/}. */
class ScenariosTest {

    @TestFactory
    Stream<DynamicContainer> scenarios() throws IOException, URISyntaxException {
        Path folder = Path.of(ScenariosTest.class.getResource("scenarios").toURI());
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(6);
        return files.stream().map(ScenariosTest::container);
    }

    private static DynamicContainer container(Path file) {
        try {
            Map<String, List<ScenarioLine>> scenarios = Scenario.read(Files.readAllLines(file));
            return DynamicContainer.dynamicContainer(
                    file.getFileName().toString(),
                    scenarios.entrySet().stream()
                            .map(s -> DynamicTest.dynamicTest(
                                    s.getKey(), () -> Scenario.play(s.getKey(), s.getValue()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aScenarioThatLeavesADirectiveUnnamedFails() {
        assertFails("directives that no line names", "machine cpus=1", "submit a");
    }

    @Test
    void aScenarioThatExpectsTheWrongStatusFails() {
        assertFails("'x', line 4", "machine cpus=1", "submit a", "starts a", "shows a SUCCEEDED");
    }

    @Test
    void aScenarioThatExpectsAStartThatDoesNotComeFails() {
        assertFails("'x', line 3", "machine cpus=1", "submit a cpus=2", "starts a");
    }

    private static void assertFails(String message, String... lines) {
        List<String> text = Stream.concat(Stream.of("== x"), Stream.of(lines)).toList();
        List<ScenarioLine> scenario = Scenario.read(text).get("x");
        assertThatThrownBy(() -> Scenario.play(
                        "x",
                        scenario.stream()
                                .map(l ->
                                        new ScenarioLine(l.number() - 1, l.verb(), l.words(), l.pairs(), l.sentence()))
                                .toList()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }
}
