package dev.cohort.step;

/**
 * The body of a step that is written in Java: one object does one task.
 *
 * <p>An implementation has a public constructor without parameters. It reads its inputs, writes its outputs and returns;
 * any exception fails the task, and a {@link StepFailure} does so in words that are shown to the user as they stand.
 */
public interface Step {
    void run(StepContext task) throws Exception;
}
