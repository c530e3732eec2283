package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
    @Test
    void fillsFromNothingToAll() {
        assertThat(Bar.of(0, 8, 4)).isEqualTo("    ");
        assertThat(Bar.of(1, 8, 4)).isEqualTo("▌   ");
        assertThat(Bar.of(4, 8, 4)).isEqualTo("██  ");
        assertThat(Bar.of(7, 8, 4)).isEqualTo("███▌");
        assertThat(Bar.of(8, 8, 4)).isEqualTo("████");
    }

    @Test
    void isAlwaysAsWideAsItShallBe() {
        for (int done = 0; done <= 1000; done++) {
            assertThat(Bar.of(done, 1000, 30)).hasSize(30);
        }
        assertThat(Bar.of(0, 0, 30)).isBlank().hasSize(30);
        assertThat(Bar.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 30)).isEqualTo("█".repeat(30));
    }
}
