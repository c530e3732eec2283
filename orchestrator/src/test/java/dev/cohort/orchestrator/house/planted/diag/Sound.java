package dev.cohort.orchestrator.house.planted.diag;

/** Without a fault. */
public record Sound(String text) {}
