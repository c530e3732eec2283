package dev.cohort.orchestrator.house.planted.engine;

import dev.cohort.orchestrator.house.planted.engine.local.LocalCompute;

/** The loop knows a port only. */
record KnowsItsCompute(LocalCompute local) {}
