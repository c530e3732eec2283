/** Tests of what a run comes to. */
@NullMarked
package dev.cohort.orchestrator.run;

import org.jspecify.annotations.NullMarked;
