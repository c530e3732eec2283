package dev.cohort.orchestrator.engine.local;

import com.sun.management.OperatingSystemMXBean;
import dev.cohort.orchestrator.plan.StepPlan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What this machine has to give; a container's limits are heard.
 *
 * @param gpus the GPUs, as CUDA numbers or calls them
 */
public record Machine(double cpus, long memoryMiB, List<String> gpus) {
    private static final Path DEVICES = Path.of("/dev");
    private static final String CUDA = "CUDA_VISIBLE_DEVICES";

    /** Left to the system and to Cohort itself. */
    private static final long RESERVED_MIB = 512;

    public Machine {
        gpus = List.copyOf(gpus);
    }

    /** A machine without GPUs. */
    public Machine(double cpus, long memoryMiB) {
        this(cpus, memoryMiB, List.of());
    }

    public static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long memory = system.getTotalMemorySize() >> 20;
        return new Machine(
                Runtime.getRuntime().availableProcessors(), Math.max(memory / 2, memory - RESERVED_MIB), gpusHere());
    }

    /** Who was lent only some of them by somebody else lends on only those. */
    private static List<String> gpusHere() {
        String lent = System.getenv(CUDA);
        return lent == null ? gpus(DEVICES) : visible(lent);
    }

    /** As CUDA reads the variable: up to the first that is none. */
    static List<String> visible(String devices) {
        return Stream.of(devices.split(",", -1))
                .map(String::strip)
                .takeWhile(device -> !device.isEmpty() && !device.startsWith("-"))
                .toList();
    }

    /** Those of NVIDIA, which has a device file for each. */
    static List<String> gpus(Path devices) {
        try (Stream<Path> files = Files.list(devices)) {
            long count = files.filter(file -> String.valueOf(file.getFileName()).matches("nvidia\\d+"))
                    .count();
            return numbers(0, (int) count);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** The same with so many GPUs, whether or not they were found: whoever says so knows. */
    public Machine gpus(int count) {
        List<String> lent = new ArrayList<>(gpus.subList(0, Math.min(count, gpus.size())));
        lent.addAll(numbers(lent.size(), count));
        return new Machine(cpus, memoryMiB, lent);
    }

    /** The steps of which not even one task fits. */
    public List<StepPlan> tooLarge(List<StepPlan> steps) {
        return steps.stream()
                .filter(step -> step.run() > 0)
                .filter(step -> step.size().cpus() > cpus
                        || step.size().memoryMiB() > memoryMiB
                        || step.size().gpus() > gpus.size())
                .toList();
    }
}
