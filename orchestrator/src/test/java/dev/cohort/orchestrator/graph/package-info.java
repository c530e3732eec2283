/** Tests of resolving: names, cycles and order. */
@NullMarked
package dev.cohort.orchestrator.graph;

import org.jspecify.annotations.NullMarked;
