/** Tests of tasks on this machine. */
@NullMarked
package dev.cohort.orchestrator.engine.local;

import org.jspecify.annotations.NullMarked;
