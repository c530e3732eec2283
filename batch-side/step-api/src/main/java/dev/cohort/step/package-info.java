/** What a step written in Java sees of Cohort; imports nothing of ours and nothing of others but the annotations. */
@NullMarked
package dev.cohort.step;

import org.jspecify.annotations.NullMarked;
