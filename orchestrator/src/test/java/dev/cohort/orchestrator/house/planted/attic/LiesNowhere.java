package dev.cohort.orchestrator.house.planted.attic;

/** The order does not name its package. */
record LiesNowhere(String what) {}
