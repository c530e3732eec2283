/** Tasks on this machine: AWS Batch's meaning, run in process. May import all that stands before it, but not its sibling. */
@NullMarked
package dev.cohort.orchestrator.engine.local;

import org.jspecify.annotations.NullMarked;
