package dev.cohort.orchestrator.house.planted.cli;

import software.amazon.awssdk.services.batch.BatchClient;

/** Jobs are behind the port of the engine. */
record UsesBatch(BatchClient client) {}
