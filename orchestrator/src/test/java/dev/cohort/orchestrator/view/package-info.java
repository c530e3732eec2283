/** Tests of what is drawn and printed. */
@NullMarked
package dev.cohort.orchestrator.view;

import org.jspecify.annotations.NullMarked;
