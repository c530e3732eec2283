/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.catalog;

import org.jspecify.annotations.NullMarked;
