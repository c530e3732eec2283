/** What happens to a run, in the store: appended, replayed, followed; and who may write results. May import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.journal;

import org.jspecify.annotations.NullMarked;
