/**
 * The sample sheet, read as a stream into a compact table, and all of its faults. Pure; may import {@code diag}, {@code spec}
 * and the contract.
 */
@NullMarked
package dev.cohort.orchestrator.samples;

import org.jspecify.annotations.NullMarked;
