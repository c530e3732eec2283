package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.engine.Compute;
import dev.cohort.orchestrator.plan.Account;

/** Where a command gets the compute from that a run's jobs are on, wherever that run was submitted. */
interface Computes {
    /** Of those who have no queue. */
    Computes NONE = account -> {
        throw new IllegalStateException("there is no queue here: " + account.queue());
    };

    Compute on(Account account);
}
