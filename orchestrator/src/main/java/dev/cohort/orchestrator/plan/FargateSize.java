package dev.cohort.orchestrator.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of the pairs of processors and memory that Fargate has, since it takes no others.
 *
 * @param cpus a quarter, a half, 1, 2, 4, 8 or 16
 */
public record FargateSize(double cpus, int memoryMiB) {
    private static final int GIB = 1024;

    /** From the smallest to the largest: by processors, then by memory. */
    private static final List<FargateSize> ALL = Stream.of(
                    Stream.of(512, GIB, 2 * GIB).map(memory -> new FargateSize(0.25, memory)),
                    sizes(0.5, 1, 4, 1),
                    sizes(1, 2, 8, 1),
                    sizes(2, 4, 16, 1),
                    sizes(4, 8, 30, 1),
                    sizes(8, 16, 60, 4),
                    sizes(16, 32, 120, 8))
            .flatMap(same -> same)
            .toList();

    private static final FargateSize LARGEST = ALL.get(ALL.size() - 1);

    private static final String ELSEWHERE = "send the step to a `queue` on EC2";

    private static Stream<FargateSize> sizes(double cpus, int least, int most, int step) {
        return IntStream.iterate(least, gib -> gib <= most, gib -> gib + step)
                .mapToObj(gib -> new FargateSize(cpus, gib * GIB));
    }

    /** The one that holds so much and has the fewest processors, then the least memory; empty where none is so large. */
    public static Optional<FargateSize> holding(double cpus, long memoryMiB) {
        return ALL.stream()
                .filter(size -> size.cpus >= cpus && size.memoryMiB >= memoryMiB)
                .findFirst();
    }

    public static boolean isOne(double cpus, long memoryMiB) {
        return ALL.contains(new FargateSize(cpus, (int) Math.min(memoryMiB, Integer.MAX_VALUE)));
    }

    /** The next that holds so much; the largest where none does, which is then told before. */
    static FargateSize upFrom(double cpus, long memoryMiB) {
        return holding(cpus, memoryMiB).orElse(LARGEST);
    }

    /** What is wrong with a step's size on Fargate, and the way out; empty where there is a size that holds it. */
    static Optional<Misfit> misfit(double cpus, long memoryMiB, int gpus) {
        if (gpus > 0) {
            return Optional.of(new Misfit("Fargate has no GPUs", ELSEWHERE));
        }
        return holding(cpus, memoryMiB).isPresent()
                ? Optional.empty()
                : Optional.of(new Misfit(
                        "Fargate has no " + words(cpus, memoryMiB),
                        "its largest size is " + LARGEST.words() + ": " + ELSEWHERE));
    }

    /** A step that Fargate can't run, and the way out. */
    record Misfit(String message, String hint) {}

    String words() {
        return words(cpus, memoryMiB);
    }

    static String words(double cpus, long memoryMiB) {
        return plain(cpus) + " vCPU with " + memory(memoryMiB);
    }

    static String plain(double cpus) {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString();
    }

    private static String memory(long mebibytes) {
        return mebibytes % GIB == 0 ? mebibytes / GIB + " GiB" : mebibytes + " MiB";
    }
}
