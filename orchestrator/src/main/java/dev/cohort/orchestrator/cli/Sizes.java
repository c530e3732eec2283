package dev.cohort.orchestrator.cli;

import java.math.BigDecimal;

/** Amounts of a machine in words. */
final class Sizes {
    private Sizes() {}

    static String cpus(double cpus) {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString() + (cpus == 1 ? " cpu" : " cpus");
    }

    static String memory(long mebibytes) {
        return mebibytes % 1024 == 0 ? mebibytes / 1024 + " GiB" : mebibytes + " MiB";
    }
}
