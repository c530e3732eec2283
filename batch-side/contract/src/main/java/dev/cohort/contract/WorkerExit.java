package dev.cohort.contract;

import java.util.Arrays;
import java.util.Optional;

/** With which code the worker ends, which AWS Batch's retry rules read; the tool's own code stands in the outcome only. */
public enum WorkerExit {
    DONE(0),
    FAILED(1),
    MAY_PASS(75),
    OUT_OF_MEMORY(76);

    private final int code;

    WorkerExit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<WorkerExit> of(int code) {
        return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst();
    }
}
