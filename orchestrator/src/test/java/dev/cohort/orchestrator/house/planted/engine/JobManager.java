package dev.cohort.orchestrator.house.planted.engine;

/** A name that says nothing. */
final class JobManager {}
