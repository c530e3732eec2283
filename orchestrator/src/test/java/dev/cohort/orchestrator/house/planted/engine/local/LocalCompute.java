package dev.cohort.orchestrator.house.planted.engine.local;

/** Without a fault. */
public record LocalCompute(int cpus) {}
