/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.cli;

import org.jspecify.annotations.NullMarked;
