package dev.cohort.orchestrator.house.planted.graph;

import java.net.URI;

/** An address is the first step to its host. */
record OpensSocket(URI host) {}
