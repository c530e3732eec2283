/** Tests of how problems are told. */
@NullMarked
package dev.cohort.orchestrator.diag;

import org.jspecify.annotations.NullMarked;
