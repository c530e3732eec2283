/**
 * Runs one task: fetch, stage in, run, stage out, outcome; within the orchestrator and in a container alike. May import
 * contract, store and step.
 */
@NullMarked
package dev.cohort.worker;

import org.jspecify.annotations.NullMarked;
