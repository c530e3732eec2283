/** Looks into files of reads without holding them: BAM and FASTQ; imports the step API's failure, and htsjdk's block reader. */
@NullMarked
package dev.cohort.steps.reads;

import org.jspecify.annotations.NullMarked;
