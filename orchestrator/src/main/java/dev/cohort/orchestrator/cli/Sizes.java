package dev.cohort.orchestrator.cli;

import java.math.BigDecimal;

/** Amounts of a machine in words. */
final class Sizes {
    private Sizes() {}

    /** Of a task or a machine: {@code 4 cpus, 8 GiB and 1 GPU}. */
    static String all(double cpus, long mebibytes, int gpus) {
        return gpus == 0
                ? cpus(cpus) + " and " + memory(mebibytes)
                : cpus(cpus) + ", " + memory(mebibytes) + " and " + gpus + (gpus == 1 ? " GPU" : " GPUs");
    }

    static String cpus(double cpus) {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString() + (cpus == 1 ? " cpu" : " cpus");
    }

    static String memory(long mebibytes) {
        return mebibytes % 1024 == 0 ? mebibytes / 1024 + " GiB" : mebibytes + " MiB";
    }
}
