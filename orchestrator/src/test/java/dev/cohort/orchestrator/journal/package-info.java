/** Tests of what a run comes to. */
@NullMarked
package dev.cohort.orchestrator.journal;

import org.jspecify.annotations.NullMarked;
