/** YAML text to immutable records that know their position; files come through a port. Pure; may import {@code diag}. */
@NullMarked
package dev.cohort.orchestrator.spec;

import org.jspecify.annotations.NullMarked;
