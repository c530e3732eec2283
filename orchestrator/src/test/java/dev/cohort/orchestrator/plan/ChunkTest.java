package dev.cohort.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkTest {
    @Test
    void noLanesNeedNoChunk() {
        assertThat(sizes(0)).isEmpty();
    }

    @Test
    void asManyAsAnArrayTakesAreOneChunk() {
        assertThat(sizes(1)).containsExactly(1);
        assertThat(sizes(10_000)).containsExactly(10_000);
    }

    @Test
    void oneTooManyIsNotLeftAlone() {
        assertThat(sizes(10_001)).containsExactly(5_000, 5_001);
    }

    @Test
    void aMillionLanesAreAHundredFullChunks() {
        assertThat(sizes(1_000_000)).hasSize(100).containsOnly(10_000);
    }

    @Test
    void chunksLieSideBySideAreEvenAndAreAsFewAsWillDo() {
        IntStream.range(1, 200).forEach(lanes -> {
            List<Chunk> chunks = Chunk.evenly(lanes, 7);
            int next = 0;
            for (Chunk chunk : chunks) {
                assertThat(chunk.start()).isEqualTo(next);
                assertThat(chunk.size()).isBetween(lanes / chunks.size(), lanes / chunks.size() + 1);
                next += chunk.size();
            }
            assertThat(next).isEqualTo(lanes);
            assertThat(chunks).hasSize((lanes + 6) / 7);
            assertThat(chunks)
                    .extracting(Chunk::number)
                    .isEqualTo(IntStream.rangeClosed(1, chunks.size()).boxed().toList());
        });
    }

    private static List<Integer> sizes(int lanes) {
        return Chunk.evenly(lanes, Chunk.MOST_LANES).stream().map(Chunk::size).toList();
    }
}
