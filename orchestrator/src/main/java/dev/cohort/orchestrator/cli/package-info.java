/** Commands, wiring and exit codes: the rim, where files are opened, the clock is read and text is printed. May import all. */
@NullMarked
package dev.cohort.orchestrator.cli;

import org.jspecify.annotations.NullMarked;
