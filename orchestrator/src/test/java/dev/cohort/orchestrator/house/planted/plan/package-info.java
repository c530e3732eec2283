/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.plan;

import org.jspecify.annotations.NullMarked;
