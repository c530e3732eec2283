/** Tests of the command line: what a user types, and all that comes out. */
@NullMarked
package dev.cohort.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
