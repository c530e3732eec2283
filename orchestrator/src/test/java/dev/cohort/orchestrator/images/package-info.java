/** Tests of how images are found, without an engine. */
@NullMarked
package dev.cohort.orchestrator.images;

import org.jspecify.annotations.NullMarked;
