package dev.cohort.step;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One task, as its step sees it: what it is given, where its results go, and the way to run a tool.
 *
 * <p>A name that the pipeline does not give is a {@link StepFailure} that says so, never null.
 */
public interface StepContext {

    /** The sample of this task; none when the step runs once for the cohort. */
    Optional<String> sample();

    /** Whether the pipeline gives an input of this name; for the inputs that a step can do without. */
    boolean hasInput(String name);

    /** The one file of an input. Inputs are read-only: a step that changes one has failed. */
    Path input(String name);

    /** The files of an input, where a sample may have several. */
    List<Path> inputs(String name);

    /** All lanes' files, in the order of the sample sheet. */
    List<LaneFile> gather(String name);

    /** An input that is a value, not a file. */
    String value(String name);

    /** Where to write an output; the directory that it lies in is there. */
    Path output(String name);

    /** The settings that the pipeline gives this step under {@code with}. */
    With with();

    /**
     * Runs a tool in {@link #scratch()} and waits for it; what it prints goes to the log.
     *
     * @throws StepFailure when the tool is not installed, ends with another code than 0, or is killed
     */
    void exec(Tool tool, List<String> arguments);

    /** As {@link #exec(Tool, List)}, for a tool that nobody needs to be told how to install. */
    default void exec(List<String> argv) {
        exec(Tool.named(argv.get(0)), argv.subList(1, argv.size()));
    }

    /** As {@link #exec(List)}. */
    default void exec(String... argv) {
        exec(Arrays.asList(argv));
    }

    /** A line for whoever reads this task's log. */
    void log(String line);

    /** A number that is kept in the task's outcome, to be compared over samples. */
    void metric(String name, double value);

    /** How many threads the task may keep busy; at least 1. */
    int cpus();

    /** The memory of the whole task: this JVM's and its tools' together. */
    long memoryMiB();

    /** The task's own directory: tools start in it, outputs lie in it, and all else in it is removed afterwards. */
    Path scratch();
}
