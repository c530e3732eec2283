package dev.cohort.orchestrator.engine.local;

import com.sun.management.OperatingSystemMXBean;
import dev.cohort.orchestrator.plan.StepPlan;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What this machine has to give; a container's limits are heard. */
public record Machine(double cpus, long memoryMiB) {
    /** Left to the system and to Cohort itself. */
    private static final long RESERVED_MIB = 512;

    public static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long memory = system.getTotalMemorySize() >> 20;
        return new Machine(Runtime.getRuntime().availableProcessors(), Math.max(memory / 2, memory - RESERVED_MIB));
    }

    /** The steps of which not even one task fits. */
    public List<StepPlan> tooLarge(List<StepPlan> steps) {
        return steps.stream()
                .filter(step -> step.run() > 0)
                .filter(step -> step.step().spec().resources().cpus() > cpus
                        || step.step().spec().resources().memoryMiB() > memoryMiB)
                .toList();
    }
}
