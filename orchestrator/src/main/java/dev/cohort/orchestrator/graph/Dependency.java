package dev.cohort.orchestrator.graph;

import dev.cohort.orchestrator.diag.Place;

/** One step waits for another: since it reads what that leaves, or only since it says so. */
public record Dependency(String before, String after, boolean data, Place place) {}
