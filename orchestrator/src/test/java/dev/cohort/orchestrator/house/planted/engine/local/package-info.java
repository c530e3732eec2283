/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.engine.local;

import org.jspecify.annotations.NullMarked;
