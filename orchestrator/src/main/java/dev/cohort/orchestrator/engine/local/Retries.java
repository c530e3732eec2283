package dev.cohort.orchestrator.engine.local;

import dev.cohort.batch.ExitRule;
import dev.cohort.batch.ExitRule.Action;
import dev.cohort.batch.RetryStrategy;
import dev.cohort.contract.WorkerExit;

/** When an attempt on this machine deserves another: where the worker says that it may pass, as on AWS. */
final class Retries {
    private Retries() {}

    static RetryStrategy of(int attempts) {
        return RetryStrategy.attempts(
                attempts,
                ExitRule.onExitCode(Integer.toString(WorkerExit.MAY_PASS.code()), Action.RETRY),
                ExitRule.onReason("*", Action.EXIT));
    }
}
