/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.config;

import org.jspecify.annotations.NullMarked;
