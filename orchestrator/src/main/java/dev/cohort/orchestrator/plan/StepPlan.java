package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedStep;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a step comes to in a plan: how many of its tasks run and why, how many only pass as their lane goes by, how many are left
 * as they are, and how many no sample has need of.
 *
 * @param size what each of its tasks gets where they run
 */
public record StepPlan(
        ResolvedStep step,
        TaskSize size,
        int run,
        int passed,
        int current,
        int notNeeded,
        Map<Reason, Integer> reasons) {
    public StepPlan {
        Map<Reason, Integer> sorted = new EnumMap<>(Reason.class);
        sorted.putAll(reasons);
        reasons = Collections.unmodifiableMap(sorted);
    }

    public String name() {
        return step.name();
    }

    /** What the tasks can use at most, by their timeout, if each is tried once; empty where there is no timeout. */
    public OptionalDouble vcpuHours() {
        return step.spec()
                .limit()
                .map(Duration::toSeconds)
                .map(s -> OptionalDouble.of(run * size.cpus() * s / 3600.0))
                .orElse(OptionalDouble.empty());
    }
}
