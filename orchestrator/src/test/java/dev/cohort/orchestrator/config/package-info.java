/** Tests of what is settled beforehand. */
@NullMarked
package dev.cohort.orchestrator.config;

import org.jspecify.annotations.NullMarked;
