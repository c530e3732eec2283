package dev.cohort.steps;

import dev.cohort.step.LaneFile;
import dev.cohort.step.Step;
import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.step.Tool;
import dev.cohort.step.With;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A task on a bench: a small but real context that runs real processes in a directory of its own.
 *
 * <p>Its paths have a blank in them, as those of users do. PATH can be set, so that a tool can be missing or be a script.
 */
final class Bench implements StepContext {
    private final Path work;
    private final Path log;
    private final Map<String, List<Path>> inputs = new HashMap<>();
    private final Map<String, List<LaneFile>> gathers = new HashMap<>();
    private final Map<String, Path> outputs = new HashMap<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, Double> metrics = new TreeMap<>();
    private Optional<String> sample = Optional.empty();
    private String searchPath = System.getenv("PATH");
    private long memoryMiB = 1024;

    Bench(Path directory) throws IOException {
        Path task = Files.createTempDirectory(directory, "a task ");
        this.work = Files.createDirectory(task.resolve("work"));
        this.log = Files.createFile(task.resolve("log"));
    }

    Bench sample(String name) {
        sample = Optional.of(name);
        return this;
    }

    Bench given(String name, Path... files) {
        inputs.put(name, Arrays.asList(files));
        return this;
    }

    Bench gathering(String name, List<LaneFile> files) {
        gathers.put(name, files);
        return this;
    }

    Bench making(String name, String file) {
        outputs.put(name, work.resolve(file));
        return this;
    }

    Bench set(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    Bench memory(long miB) {
        memoryMiB = miB;
        return this;
    }

    Bench searching(Path directory) {
        searchPath = directory.toString();
        return this;
    }

    Bench run(Step step) throws Exception {
        step.run(this);
        return this;
    }

    String logged() throws IOException {
        return Files.readString(log);
    }

    Map<String, Double> metrics() {
        return metrics;
    }

    @Override
    public Optional<String> sample() {
        return sample;
    }

    @Override
    public boolean hasInput(String name) {
        return inputs.containsKey(name);
    }

    @Override
    public Path input(String name) {
        return inputs(name).get(0);
    }

    @Override
    public List<Path> inputs(String name) {
        return found(inputs, name);
    }

    @Override
    public List<LaneFile> gather(String name) {
        return found(gathers, name);
    }

    @Override
    public String value(String name) {
        throw new StepFailure("no value `" + name + "`");
    }

    @Override
    public Path output(String name) {
        return found(outputs, name);
    }

    private static <T> T found(Map<String, T> named, String name) {
        return Optional.ofNullable(named.get(name)).orElseThrow(() -> new StepFailure("there is no `" + name + "`"));
    }

    @Override
    public With with() {
        return new With(settings);
    }

    @Override
    public void exec(Tool tool, List<String> arguments) {
        Path program = tool.find(searchPath).orElseThrow(() -> StepFailure.notInstalled(tool));
        int status = status(
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList());
        if (status != 0) {
            throw StepFailure.ofTool(tool.name(), status);
        }
    }

    private int status(List<String> argv) {
        try {
            return new ProcessBuilder(argv)
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void log(String line) {
        try {
            Files.writeString(log, line + '\n', StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void metric(String name, double value) {
        metrics.put(name, value);
    }

    @Override
    public int cpus() {
        return 2;
    }

    @Override
    public long memoryMiB() {
        return memoryMiB;
    }

    @Override
    public Path scratch() {
        return work;
    }
}
