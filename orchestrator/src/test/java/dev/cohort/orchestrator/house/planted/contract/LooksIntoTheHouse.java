package dev.cohort.orchestrator.house.planted.contract;

import dev.cohort.orchestrator.house.planted.spec.Kept;

/** The contract knows nothing of the orchestrator. */
record LooksIntoTheHouse(Kept kept) {}
