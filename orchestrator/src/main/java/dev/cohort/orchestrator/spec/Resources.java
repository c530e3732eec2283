package dev.cohort.orchestrator.spec;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What one task takes of the machine that it runs on. */
public record Resources(
        double cpus, long memoryMiB, @Nullable Long diskMiB, int gpus) {
    public static final double DEFAULT_CPUS = 1;
    public static final long DEFAULT_MEMORY_MIB = 2048;

    public OptionalLong disk() {
        return diskMiB == null ? OptionalLong.empty() : OptionalLong.of(diskMiB);
    }
}
