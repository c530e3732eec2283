package dev.cohort.orchestrator.house.planted.diag;

import dev.cohort.orchestrator.house.planted.contract.Asks;

/** Imports from a room of the same line. */
record LooksAside(Asks asks) {}
