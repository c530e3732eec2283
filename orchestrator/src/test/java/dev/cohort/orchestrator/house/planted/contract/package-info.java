/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.contract;

import org.jspecify.annotations.NullMarked;
