/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.run;

import org.jspecify.annotations.NullMarked;
