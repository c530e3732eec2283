/** AWS Batch's semantics on one machine: a pure scheduler, and around it the threads that drive it. Imports nothing of ours. */
@NullMarked
package dev.cohort.batch;

import org.jspecify.annotations.NullMarked;
