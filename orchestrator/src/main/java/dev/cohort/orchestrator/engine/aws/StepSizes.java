package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.spec.Resources;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a queue has room for a task of a step. */
final class StepSizes {
    private static final double GIB = 1024;

    private StepSizes() {}

    /** There are no parts of a processor there. */
    static Optional<Problem> onEc2(StepSpec step, Queue queue) {
        Resources wanted = step.resources();
        List<Capacity> capacities = queue.capacities();
        boolean held = capacities.stream()
                .anyMatch(most -> most.holds(Math.ceil(wanted.cpus()), wanted.memoryMiB(), wanted.gpus()));
        return held
                ? Optional.empty()
                : Optional.of(Problem.error(
                                step.place(),
                                "the step `" + step.name() + "` wants " + words(wanted)
                                        + " for a task, and would wait for ever in the queue `" + queue.name() + "`: "
                                        + capacities.stream()
                                                .map(StepSizes::words)
                                                .collect(Collectors.joining("; ")))
                        .hint(
                                "make its `resources` smaller, name another `queue` for it, or let the compute environment have larger"
                                        + " instances"));
    }

    private static String words(Resources wanted) {
        return number(Math.ceil(wanted.cpus())) + " vCPU, " + number(wanted.memoryMiB() / GIB) + " GiB"
                + (wanted.gpus() > 0 ? " and " + wanted.gpus() + " GPU" : "");
    }

    private static String words(Capacity most) {
        return "its compute environment `" + most.environment() + "` has at most " + number(most.cpus()) + " vCPU"
                + (most.memoryMiB() == Capacity.UNKNOWN
                        ? ""
                        : " and " + number(most.memoryMiB() / GIB) + " GiB on one machine")
                + (most.gpus() ? "" : ", and no GPU");
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}
