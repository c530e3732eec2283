package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.TaskCounts;

/** How a job stands, as its compute sees it. */
public record JobView(String id, boolean ended, TaskCounts counts) {}
