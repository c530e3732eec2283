/** What happens to a run, and what it comes to: events and the state that they fold into. Pure; may import all that stands before it. */
@NullMarked
package dev.cohort.orchestrator.run;

import org.jspecify.annotations.NullMarked;
