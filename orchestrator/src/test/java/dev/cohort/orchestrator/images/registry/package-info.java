/** Tests of what is asked of registries, against a real one and against bad days. */
@NullMarked
package dev.cohort.orchestrator.images.registry;

import org.jspecify.annotations.NullMarked;
