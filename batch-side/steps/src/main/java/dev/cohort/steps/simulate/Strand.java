package dev.cohort.steps.simulate;

import java.util.Random;

/** Which mate of a pair reads along the transcript; as kallisto and its users call it. */
public enum Strand {
    /** Either mate, by chance. */
    NONE,
    /** The first mate. */
    FR,
    /** The second mate, as most kits do it. */
    RF;

    boolean firstReadsAlong(Random random) {
        return switch (this) {
            case NONE -> random.nextBoolean();
            case FR -> true;
            case RF -> false;
        };
    }
}
