package dev.cohort.orchestrator.house.planted.engine.aws;

import dev.cohort.orchestrator.house.planted.engine.local.LocalCompute;

/** One compute must not know the other. */
record SeesTheOtherCompute(LocalCompute local) {}
