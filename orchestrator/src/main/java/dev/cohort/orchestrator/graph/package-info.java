/** Names resolved, cycles told, order found. Pure; may import {@code diag} and {@code spec}. */
@NullMarked
package dev.cohort.orchestrator.graph;

import org.jspecify.annotations.NullMarked;
