/** The rules of the house, and a house with planted faults that each rule must find. Test code; imports nothing of ours. */
@NullMarked
package dev.cohort.orchestrator.house;

import org.jspecify.annotations.NullMarked;
