package dev.cohort.orchestrator.house.planted.plan;

import java.util.concurrent.Executor;

/** Has it done beside. */
record UsesExecutor(Executor executor) {}
