/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.images;

import org.jspecify.annotations.NullMarked;
