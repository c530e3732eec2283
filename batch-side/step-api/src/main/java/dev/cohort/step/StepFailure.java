package dev.cohort.step;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the user must know: a task failed for a reason that can be told in a sentence, and needs no stack trace.
 *
 * <p>The message says what happened, where, and what to do. When a tool ended the task, its exit code or the signal that
 * killed it is carried along, as retry decisions and outcomes are made from it.
 */
public final class StepFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** Shells and the JVM tell a signal as this much above its number. */
    private static final int SIGNAL_BASE = 128;

    private static final int HIGHEST_SIGNAL = 64;
    private static final int NONE = -1;

    private final int toolExit;
    private final int signal;

    public StepFailure(String message) {
        this(message, null, NONE, NONE);
    }

    public StepFailure(String message, Throwable cause) {
        this(message, cause, NONE, NONE);
    }

    private StepFailure(String message, @Nullable Throwable cause, int toolExit, int signal) {
        super(message, cause);
        this.toolExit = toolExit;
        this.signal = signal;
    }

    /** A tool ended with a status other than 0, as {@link Process#exitValue()} gives it. */
    public static StepFailure ofTool(String tool, int status) {
        int signal = status - SIGNAL_BASE;
        return signal > 0 && signal <= HIGHEST_SIGNAL ? killed(tool, signal) : exited(tool, status);
    }

    /** The same end of the same tool, told better by a step that knows what it means. */
    public StepFailure explained(String message) {
        return new StepFailure(message, this, toolExit, signal);
    }

    /** A tool is on none of the directories of PATH. */
    public static StepFailure notInstalled(Tool tool) {
        return new StepFailure(tool.notInstalled());
    }

    private static StepFailure exited(String tool, int status) {
        String message = "%s failed with exit code %d; its own words stand in the log above".formatted(tool, status);
        return new StepFailure(message, null, status, NONE);
    }

    private static StepFailure killed(String tool, int signal) {
        String message = "%s was ended by signal %d%s".formatted(tool, signal, meaning(signal));
        return new StepFailure(message, null, NONE, signal);
    }

    private static String meaning(int signal) {
        return switch (signal) {
            case 4 -> " (ILL): it was built for another kind of processor";
            case 6 -> " (ABRT): it gave up on its input; its own words stand in the log above";
            case 9 -> " (KILL): mostly for want of memory; give the step more of it";
            case 11 -> " (SEGV): it crashed, mostly on a damaged input or for want of memory";
            case 13 -> " (PIPE): what it wrote to was closed";
            case 15 -> " (TERM): it was asked to stop";
            default -> "";
        };
    }

    /** The exit code of the tool that failed, if one did. */
    public OptionalInt toolExit() {
        return toolExit == NONE ? OptionalInt.empty() : OptionalInt.of(toolExit);
    }

    /** The signal that ended the tool, if one did. */
    public OptionalInt signal() {
        return signal == NONE ? OptionalInt.empty() : OptionalInt.of(signal);
    }
}
