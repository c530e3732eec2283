/**
 * A made-up transcriptome, its fusions and its reads, all told by a seed; imports {@code fusion} for the table of what is
 * planted, {@code reads} to open a reference, and htsjdk where reads become a BAM.
 */
@NullMarked
package dev.cohort.steps.simulate;

import org.jspecify.annotations.NullMarked;
