package dev.cohort.worker;

import dev.cohort.contract.FailureKind;
import dev.cohort.step.StepFailure;
import java.io.IOException;

/** Says why a body failed: for want of memory, of disk, or by its own doing. */
final class BodyFailures {
    /** Less is none: a tool's block-wise writes fail before the last byte is taken. */
    private static final long NO_SPACE = 1 << 20;

    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;
    private static final int SIGNAL_BASE = 128;

    private final Attempt attempt;
    private final Launch launch;

    BodyFailures(Attempt attempt, Launch launch) {
        this.attempt = attempt;
        this.launch = launch;
    }

    TaskFailure of(BodyEnd end, boolean killedForMemory) throws IOException {
        if (killedForMemory || end.heapExhausted()) {
            return TaskFailure.ofTool(FailureKind.OUT_OF_MEMORY, outOfMemory(end), end.toolExit(), end.signal());
        }
        String words = end.message() == null ? words(end) : end.message();
        if (diskIsFull()) {
            return TaskFailure.ofTool(FailureKind.DISK_FULL, diskFull(words), end.toolExit(), end.signal());
        }
        String more = end.message() == null && end.signal() == null ? whatItSaid() : "";
        return TaskFailure.ofTool(FailureKind.TOOL, words + more, end.toolExit(), end.signal());
    }

    private String outOfMemory(BodyEnd end) {
        Long limit = attempt.job().limits().memoryMiB();
        Long peak = attempt.usage().peakMiB();
        String who = end.heapExhausted()
                ? launch.shown() + " ran out of Java heap"
                : launch.shown() + " was killed by the kernel for want of memory";
        return who
                + (limit == null ? "" : "; the step may use " + limit + " MiB")
                + (peak == null ? "" : "; it was last seen with " + peak + " MiB")
                + ". Give it more (`resources: memory`).";
    }

    private boolean diskIsFull() throws IOException {
        long free = CheckFreeSpace.freeBytes(attempt.directory().root());
        return free >= 0 && free < NO_SPACE
                || LogTail.of(attempt.directory().log()).contains("No space left on device");
    }

    private String diskFull(String words) throws IOException {
        long free = CheckFreeSpace.freeBytes(attempt.directory().root());
        return words + ". Its disk is full: " + free / 1024 + " KiB are free in "
                + attempt.store().scratch() + ". Free some space, or use a store on a larger disk.";
    }

    private String words(BodyEnd end) {
        if (end.signal() != null) {
            return String.valueOf(StepFailure.ofTool(launch.shown(), SIGNAL_BASE + end.signal())
                    .getMessage());
        }
        int status = end.toolExit() == null ? 1 : end.toolExit();
        String hint = switch (status) {
            case NOT_FOUND -> ", which mostly means that a program is not installed";
            case NOT_EXECUTABLE -> ", which mostly means that a file is no program";
            default -> "";
        };
        return launch.shown() + " failed with exit code " + status + hint;
    }

    /** Much fails without a word: {@code test}, {@code grep -q}, {@code false}. */
    private String whatItSaid() throws IOException {
        return LogTail.of(attempt.directory().log()).isBlank()
                ? " and printed nothing" + howToLook()
                : "; its own words stand at the end of the log";
    }

    /** Where the directory stays anyway, the end of the message names it. */
    private String howToLook() {
        return attempt.settings().keepScratch() == WorkerSettings.KeepScratch.NEVER
                ? "; run it again with `--keep-scratch failed` to look into its directory"
                : "";
    }
}
