package dev.cohort.orchestrator.catalog;

/** Where a task stands in its run: its job, and its index in the array if that is one. */
public record StoredTask(StoredJob job, int index) {}
