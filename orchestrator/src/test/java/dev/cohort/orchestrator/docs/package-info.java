/** The pages of the documentation, read and tried: what they show must be true. Test code; may import all. */
@NullMarked
package dev.cohort.orchestrator.docs;

import org.jspecify.annotations.NullMarked;
