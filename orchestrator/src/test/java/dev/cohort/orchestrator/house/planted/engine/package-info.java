/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.engine;

import org.jspecify.annotations.NullMarked;
