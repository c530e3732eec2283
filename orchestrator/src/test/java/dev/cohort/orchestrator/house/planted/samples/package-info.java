/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.samples;

import org.jspecify.annotations.NullMarked;
