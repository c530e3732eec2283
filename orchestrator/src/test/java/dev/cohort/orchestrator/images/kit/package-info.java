/** Tests of what an image gets, where no image is needed for them. */
@NullMarked
package dev.cohort.orchestrator.images.kit;

import org.jspecify.annotations.NullMarked;
