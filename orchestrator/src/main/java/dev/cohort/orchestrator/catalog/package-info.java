/** Reads what a store holds: outcomes and files as holdings, runs as they wrote themselves down. May import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;
