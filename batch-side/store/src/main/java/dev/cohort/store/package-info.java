/**
 * Where data lives: one small port over a directory and over S3, and how inputs from elsewhere are staged in. Imports nothing of
 * ours.
 */
@NullMarked
package dev.cohort.store;

import org.jspecify.annotations.NullMarked;
