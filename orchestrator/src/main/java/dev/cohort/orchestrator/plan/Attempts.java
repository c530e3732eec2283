package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.spec.StepSpec;
import org.jspecify.annotations.Nullable;

/**
 * How often a task is tried at most. On a queue machines are taken away, as on Spot, which is nobody's fault and happens to whoever runs for
 * long: that, and what else the platform does, costs none of the attempts that a step says.
 */
final class Attempts {
    /** Beside those of the step: a task that met its end so often meets it everywhere. */
    private static final int OF_PLATFORM = 4;

    /** AWS Batch makes no more. */
    private static final int MOST = 10;

    /** A join does nothing that could fail by itself. */
    static final int OF_JOIN = onQueue(1);

    private Attempts() {}

    static int of(StepSpec step, @Nullable Account account) {
        return account == null ? step.attempts() : onQueue(step.attempts());
    }

    private static int onQueue(int own) {
        return Math.min(MOST, own + OF_PLATFORM);
    }
}
