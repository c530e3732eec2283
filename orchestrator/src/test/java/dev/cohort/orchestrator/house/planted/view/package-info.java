/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.view;

import org.jspecify.annotations.NullMarked;
