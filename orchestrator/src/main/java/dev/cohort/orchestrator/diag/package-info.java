/** Source positions, problems, their rendering with a caret, and the nearest known name. Pure; imports nothing of ours. */
@NullMarked
package dev.cohort.orchestrator.diag;

import org.jspecify.annotations.NullMarked;
