package dev.cohort.orchestrator.engine.local;

import dev.cohort.batch.ExitRule;
import dev.cohort.batch.ExitRule.Action;
import dev.cohort.batch.RetryStrategy;
import dev.cohort.contract.WorkerExit;
import dev.cohort.orchestrator.spec.Retry;
import java.util.ArrayList;
import java.util.List;

/** When an attempt on this machine deserves another: where the worker says that it may pass, as on AWS, or with more memory. */
final class Retries {
    private Retries() {}

    static RetryStrategy of(Retry retry) {
        List<ExitRule> rules = new ArrayList<>();
        rules.add(ExitRule.onExitCode(Integer.toString(WorkerExit.MAY_PASS.code()), Action.RETRY));
        if (retry.memory() > 1) {
            rules.add(ExitRule.onReason("OutOfMemoryError*", Action.RETRY));
        }
        rules.add(ExitRule.onReason("*", Action.EXIT));
        return new RetryStrategy(retry.attempts(), rules, retry.memory());
    }
}
