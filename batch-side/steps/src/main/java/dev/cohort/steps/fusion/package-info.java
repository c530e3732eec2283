/** Fusions as rows of a table, of one sample and of a cohort; imports the step API's failure, and Jackson for pizzly's JSON. */
@NullMarked
package dev.cohort.steps.fusion;

import org.jspecify.annotations.NullMarked;
