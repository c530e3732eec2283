/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.graph;

import org.jspecify.annotations.NullMarked;
