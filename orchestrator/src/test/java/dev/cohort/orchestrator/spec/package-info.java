/** Tests of reading: the files are written in the tests, and no file is touched. */
@NullMarked
package dev.cohort.orchestrator.spec;

import org.jspecify.annotations.NullMarked;
