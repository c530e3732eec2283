package dev.cohort.steps.simulate;

import org.jspecify.annotations.Nullable;

/**
 * What is cut into fragments: a transcript of the reference, or a fusion.
 *
 * @param fusion the fusion that these bases are of, if they are
 * @param fragments how many fragments of it are sequenced
 */
record Molecule(String bases, @Nullable Fusion fusion, int fragments) {}
