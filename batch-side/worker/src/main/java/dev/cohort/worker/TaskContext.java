package dev.cohort.worker;

import dev.cohort.contract.Json;
import dev.cohort.step.LaneFile;
import dev.cohort.step.StepContext;
import dev.cohort.step.StepFailure;
import dev.cohort.step.Tool;
import dev.cohort.step.With;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One task as its step sees it, within the JVM of a {@code java} body. */
final class TaskContext implements StepContext {
    private final JavaTask task;
    private final With with;
    private final Map<String, Json> metrics = Collections.synchronizedMap(new LinkedHashMap<>());

    TaskContext(JavaTask task) {
        this.task = task;
        this.with = new With(task.with());
    }

    Map<String, Json> metrics() {
        synchronized (metrics) {
            return new LinkedHashMap<>(metrics);
        }
    }

    @Override
    public Optional<String> sample() {
        return Optional.ofNullable(task.sample());
    }

    @Override
    public boolean hasInput(String name) {
        return !task.files().getOrDefault(name, List.of()).isEmpty()
                || task.gathers().containsKey(name)
                || task.values().containsKey(name);
    }

    @Override
    public Path input(String name) {
        List<Path> files = inputs(name);
        if (files.size() != 1) {
            throw new StepFailure("Input `" + name + "` is " + files.size() + " files; this step takes one");
        }
        return files.get(0);
    }

    @Override
    public List<Path> inputs(String name) {
        List<Path> files = known(task.files(), name, "file");
        if (files.isEmpty()) {
            throw new StepFailure("Input `" + name + "` is not there: the step that may leave it did without");
        }
        return files;
    }

    @Override
    public List<LaneFile> gather(String name) {
        return known(task.gathers(), name, "gather over all samples");
    }

    @Override
    public String value(String name) {
        return known(task.values(), name, "value");
    }

    @Override
    public Path output(String name) {
        Path output = task.outputs().get(name);
        if (output == null) {
            throw new StepFailure(
                    "This step writes an output `" + name + "`, which the pipeline does not name; it names "
                            + names(task.outputs()) + ". Add it under `outputs`");
        }
        return output;
    }

    private static <T> T known(Map<String, T> inputs, String name, String kind) {
        T input = inputs.get(name);
        if (input == null) {
            throw new StepFailure("This step needs an input `" + name + "` that is a " + kind
                    + "; the pipeline gives such inputs: " + names(inputs) + ". Add it under `inputs`");
        }
        return input;
    }

    private static String names(Map<String, ?> known) {
        return known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known.keySet()));
    }

    @Override
    public With with() {
        return with;
    }

    @Override
    public void exec(Tool tool, List<String> arguments) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        Path program = tool.find(path).orElseThrow(() -> StepFailure.notInstalled(tool));
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(arguments);
        int status = run(tool, argv);
        if (status != 0) {
            throw StepFailure.ofTool(tool.name(), status);
        }
    }

    /** Its output goes where ours goes, by the same open file; so what we have printed must be there first. */
    private int run(Tool tool, List<String> argv) {
        System.out.flush();
        try {
            return waitFor(new ProcessBuilder(argv)
                    .directory(task.scratch().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new StepFailure(tool.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StepFailure("Interrupted while a tool ran", e);
        }
    }

    @Override
    public void log(String line) {
        System.out.println(line);
    }

    @Override
    public void metric(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new StepFailure("The metric `" + name + "` is " + value + "; it must be a number");
        }
        metrics.put(name, Json.number(value));
    }

    @Override
    public int cpus() {
        return task.cpus();
    }

    @Override
    public long memoryMiB() {
        return task.memoryMiB();
    }

    @Override
    public Path scratch() {
        return task.scratch();
    }

    @Nullable String className() {
        return task.className();
    }
}
