/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.spec;

import org.jspecify.annotations.NullMarked;
