package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.plan.Account;

/**
 * An account that a run is for.
 *
 * @param namedBy who says that it goes to the account's queue: an option, a variable, or a place in a file
 */
record Destination(Account account, String namedBy) {}
