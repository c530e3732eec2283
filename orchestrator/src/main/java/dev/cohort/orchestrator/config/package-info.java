/**
 * What users have settled beforehand: in files, in the environment, and in the store. May import all that stands before it, and
 * reads files and stores.
 */
@NullMarked
package dev.cohort.orchestrator.config;

import org.jspecify.annotations.NullMarked;
