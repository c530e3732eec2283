package dev.cohort.worker.container;

/** A container of a task, as it is found by its labels. */
public record Container(EngineKind engine, String id, ContainerLabels labels) {}
