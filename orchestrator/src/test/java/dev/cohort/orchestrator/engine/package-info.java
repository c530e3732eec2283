/** Tests of the loop that watches a run, with a compute that does as it is told. */
@NullMarked
package dev.cohort.orchestrator.engine;

import org.jspecify.annotations.NullMarked;
