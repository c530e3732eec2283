package dev.cohort.steps.simulate;

import java.util.Random;

/** Cuts molecules at random into fragments of the length that libraries have, well below pizzly's 400. */
final class FragmentCutter {
    private static final int MEAN = 240;
    private static final int DEVIATION = 20;
    private static final int SHORTEST = 160;
    private static final int LONGEST = 320;

    private final Random random;

    FragmentCutter(Random random) {
        this.random = random;
    }

    Fragment cut(Molecule molecule) {
        int length = Math.min(length(), molecule.bases().length());
        int start = random.nextInt(molecule.bases().length() - length + 1);
        return new Fragment(molecule, start, length);
    }

    private int length() {
        int drawn = (int) Math.round(MEAN + DEVIATION * random.nextGaussian());
        return Math.max(SHORTEST, Math.min(LONGEST, drawn));
    }
}
