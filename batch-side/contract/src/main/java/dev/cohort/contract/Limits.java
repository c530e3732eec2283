package dev.cohort.contract;

import org.jspecify.annotations.Nullable;

/** What a task may use; what is absent is not bounded. */
public record Limits(
        double cpus,
        @Nullable Long memoryMiB,
        @Nullable Long diskMiB,
        @Nullable Long timeoutSeconds,
        int gpus) {
    /** Limits of a task that has no GPU. */
    public Limits(double cpus, @Nullable Long memoryMiB, @Nullable Long diskMiB, @Nullable Long timeoutSeconds) {
        this(cpus, memoryMiB, diskMiB, timeoutSeconds, 0);
    }

    public Limits {
        if (!(cpus > 0) || Double.isInfinite(cpus)) {
            throw new IllegalArgumentException("`cpus` is " + cpus + "; it must be above 0");
        }
        requirePositive("memoryMiB", memoryMiB);
        requirePositive("diskMiB", diskMiB);
        requirePositive("timeoutSeconds", timeoutSeconds);
        if (gpus < 0) {
            throw new IllegalArgumentException("`gpus` is " + gpus + "; it must not be below 0");
        }
    }

    /** The same with another amount of memory. */
    public Limits memory(long mebibytes) {
        return new Limits(cpus, mebibytes, diskMiB, timeoutSeconds, gpus);
    }

    public Json toJson() {
        return Json.object()
                .put("cpus", cpus)
                .putIfPresent("memoryMiB", memoryMiB)
                .putIfPresent("diskMiB", diskMiB)
                .putIfPresent("timeoutSeconds", timeoutSeconds)
                .putIfPresent("gpus", gpus == 0 ? null : Integer.valueOf(gpus))
                .build();
    }

    static Limits fromJson(Fields limits) {
        return limits.make(() -> new Limits(
                limits.number("cpus"),
                limits.wholeOrNull("memoryMiB"),
                limits.wholeOrNull("diskMiB"),
                limits.wholeOrNull("timeoutSeconds"),
                limits.has("gpus") ? limits.integer("gpus") : 0));
    }

    private static void requirePositive(String name, @Nullable Long value) {
        if (value != null && value <= 0) {
            throw new IllegalArgumentException("`" + name + "` is " + value + "; it must be above 0");
        }
    }
}
