/** Images: which one each step runs in, and whether it is here. May import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.images;

import org.jspecify.annotations.NullMarked;
