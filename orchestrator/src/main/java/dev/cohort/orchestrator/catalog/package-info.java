/** Lists a store into holdings: what outcomes and files are there. May import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;
