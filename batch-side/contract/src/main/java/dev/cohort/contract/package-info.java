/** What both sides must agree on: the shared records and their one codec. Imports nothing of ours. */
@NullMarked
package dev.cohort.contract;

import org.jspecify.annotations.NullMarked;
