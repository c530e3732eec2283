package dev.cohort.orchestrator.house.planted.plan.util;

/** Its package says nothing. */
final class Lanes {}
