package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.spec.StepSpec;
import org.jspecify.annotations.Nullable;

/** What one task of a step gets of a machine: on AWS Batch that may be more than its step asks for. */
public record TaskSize(double cpus, long memoryMiB, int gpus) {

    /** @param account null where the step runs on this machine, which deals out what is asked for */
    static TaskSize of(StepSpec step, @Nullable Account account) {
        TaskSize asked = new TaskSize(
                step.resources().cpus(),
                step.resources().memoryMiB(),
                step.resources().gpus());
        return account == null
                ? asked
                : asked.on(account.isFargate(step.placement().queue()));
    }

    /** As it is asked of a queue. */
    TaskSize on(boolean fargate) {
        return fargate ? onFargate() : onEc2();
    }

    /** There are no parts of a processor there. */
    private TaskSize onEc2() {
        return new TaskSize(Math.max(1, Math.ceil(cpus)), memoryMiB, gpus);
    }

    /** There are fixed pairs there. */
    private TaskSize onFargate() {
        FargateSize pair = FargateSize.upFrom(cpus, memoryMiB);
        return new TaskSize(pair.cpus(), pair.memoryMiB(), gpus);
    }
}
