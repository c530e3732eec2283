package dev.cohort.orchestrator.house.planted.plan;

import org.jgrapht.Graph;

/** Graphs are at home elsewhere. */
record UsesJGraphT(Graph<String, String> graph) {}
