/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.attic;

import org.jspecify.annotations.NullMarked;
