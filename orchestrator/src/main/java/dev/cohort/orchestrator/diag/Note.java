package dev.cohort.orchestrator.diag;

/** A second place that explains a problem, such as where a name was first given. */
public record Note(String message, Place place) {}
