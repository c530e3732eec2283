package dev.cohort.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Thousands of random lives of the scheduler, each held against the naive model after every step. */
class RandomModelTest {
    private static final int SEEDS = 2000;

    @Test
    void behavesAsTheNaiveModel() {
        int starts = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            starts += starts(live(seed));
        }
        assertThat(starts).as("something happened").isGreaterThan(10 * SEEDS);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(live(seed).history).isEqualTo(live(seed).history);
        }
    }

    private static int starts(RandomWorld world) {
        return (int)
                world.history.stream().filter(line -> line.contains(" start ")).count();
    }

    private static RandomWorld live(long seed) {
        try {
            return new RandomWorld(seed).live();
        } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError("seed " + seed + ": " + fault.getMessage(), fault);
        }
    }
}
