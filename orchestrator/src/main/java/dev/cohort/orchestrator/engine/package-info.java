/** The loop that submits a plan and watches it through, and the port to what computes. May import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
