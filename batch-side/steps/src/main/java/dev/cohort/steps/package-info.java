/**
 * The Java steps of the shipped pipelines, one public class each; imports the step API and this module's other packages.
 */
@NullMarked
package dev.cohort.steps;

import org.jspecify.annotations.NullMarked;
