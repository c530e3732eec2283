package dev.cohort.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsTest {
    private static final double[] EVEN = {1, 1, 1};
    private static final double[] HEIGHTS = {10, 20, 10};

    @Test
    void whoHasRoomStandsWhereItLikes() {
        assertThat(Rows.place(new double[] {0, 100, 200}, EVEN, HEIGHTS, 5)).containsExactly(0, 100, 200);
    }

    @Test
    void whoWouldOverlapMovesAsideAlike() {
        assertThat(Rows.place(new double[] {0, 0, 100}, EVEN, HEIGHTS, 5)).containsExactly(-10, 10, 100);
    }

    @Test
    void theOrderStaysWhateverTheWishes() {
        assertThat(Rows.place(new double[] {40, 20, 0}, EVEN, HEIGHTS, 5)).containsExactly(0, 20, 40);
    }

    @Test
    void theHeavierMovesLess() {
        assertThat(Rows.place(new double[] {0, 0}, new double[] {3, 1}, new double[] {10, 10}, 10))
                .containsExactly(-5, 15);
    }
}
