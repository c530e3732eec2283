/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.diag;

import org.jspecify.annotations.NullMarked;
