/** Tests of what is found in a store. */
@NullMarked
package dev.cohort.orchestrator.catalog;

import org.jspecify.annotations.NullMarked;
