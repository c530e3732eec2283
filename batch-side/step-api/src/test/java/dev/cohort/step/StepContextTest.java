package dev.cohort.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The short ways to run a tool are the long one, and a gather tells which lanes left nothing. */
class StepContextTest {

    @Test
    void theShortFormsOfExecRunTheSameTool() {
        Recorder task = new Recorder();
        task.exec("kallisto", "version");
        task.exec(List.of("kallisto", "version"));
        assertThat(task.ran).containsExactly("kallisto [version]", "kallisto [version]");
    }

    @Test
    void aLaneThatFailedHasNoFile() {
        assertThat(new LaneFile("s1", Path.of("t.tsv"), "succeeded").file()).hasValue(Path.of("t.tsv"));
        assertThat(new LaneFile("s2", null, "failed").file()).isEmpty();
    }

    /** A task that only writes down which tools it was asked to run. */
    private static final class Recorder implements StepContext {
        private final List<String> ran = new ArrayList<>();

        @Override
        public void exec(Tool tool, List<String> arguments) {
            ran.add(tool.name() + " " + arguments);
        }

        @Override
        public Optional<String> sample() {
            return Optional.empty();
        }

        @Override
        public boolean hasInput(String name) {
            return false;
        }

        @Override
        public Path input(String name) {
            throw new StepFailure(name);
        }

        @Override
        public List<Path> inputs(String name) {
            return List.of();
        }

        @Override
        public List<LaneFile> gather(String name) {
            return List.of();
        }

        @Override
        public String value(String name) {
            throw new StepFailure(name);
        }

        @Override
        public Path output(String name) {
            throw new StepFailure(name);
        }

        @Override
        public With with() {
            return new With(Map.of());
        }

        @Override
        public void log(String line) {
            ran.add(line);
        }

        @Override
        public void metric(String name, double value) {
            ran.add(name + value);
        }

        @Override
        public int cpus() {
            return 1;
        }

        @Override
        public long memoryMiB() {
            return 512;
        }

        @Override
        public Path scratch() {
            return Path.of("");
        }
    }
}
