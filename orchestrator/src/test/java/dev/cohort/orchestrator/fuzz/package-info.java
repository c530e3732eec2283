/** Makes files that nobody would write of files that somebody wrote. */
@NullMarked
package dev.cohort.orchestrator.fuzz;

import org.jspecify.annotations.NullMarked;
