package dev.cohort.orchestrator.house.planted.contract;

/** Without a fault. */
public record Asks(String what) {}
