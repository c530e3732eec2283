/** A room of the planted house. */
@NullMarked
package dev.cohort.orchestrator.house.planted.plan.util;

import org.jspecify.annotations.NullMarked;
