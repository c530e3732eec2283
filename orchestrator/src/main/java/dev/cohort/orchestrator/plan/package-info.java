/** From graph, samples and holdings to an exact plan: which tasks run and why, and the requests that do it. Pure; may import {@code diag}, {@code spec}, {@code samples} and {@code graph}. */
@NullMarked
package dev.cohort.orchestrator.plan;

import org.jspecify.annotations.NullMarked;
