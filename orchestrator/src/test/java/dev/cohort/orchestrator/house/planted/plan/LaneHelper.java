package dev.cohort.orchestrator.house.planted.plan;

/** A name that says nothing. */
final class LaneHelper {}
