package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Whatever its size, an object is cut as S3 allows. */
class TuningTest {
    private static final long MIB = 1 << 20;
    private static final Tuning.Sizes SIZES = Tuning.DEFAULT.sizes();

    @Test
    void partsAreSmallUntilThereWouldBeTooMany() {
        assertThat(SIZES.partOf(17 * MIB)).isEqualTo(16 * MIB);
        assertThat(SIZES.partOf(160_000 * MIB)).isEqualTo(16 * MIB);
        assertThat(SIZES.partOf(160_000 * MIB + 1)).isEqualTo(17 * MIB);
    }

    @ParameterizedTest
    @ValueSource(longs = {16 * MIB + 1, 5 * 1024 * MIB, 160_000 * MIB + 1, 5 * 1024 * 1024 * MIB})
    void thePartsAreTheWholeAndNoneIsOutOfBounds(long size) {
        List<ByteRange> ranges = new ArrayList<>();
        Multipart parts = new Multipart(size, SIZES.partOf(size), (number, range) -> {
            ranges.add(range);
            assertThat(number).isEqualTo(ranges.size());
            return () -> CompletedPart.builder().partNumber(number).build();
        });
        for (Optional<Runnable> next = parts.next(); next.isPresent(); next = parts.next())
            next.get().run();
        assertThat(parts.completed()).hasSameSizeAs(ranges).hasSizeLessThanOrEqualTo(10_000);
        assertThat(ranges.stream().mapToLong(ByteRange::length).sum()).isEqualTo(size);
        assertThat(ranges.get(ranges.size() - 1).offset()
                        + ranges.get(ranges.size() - 1).length())
                .isEqualTo(size);
        assertThat(ranges.get(0).length()).isBetween(5 * MIB, 5 * 1024 * MIB);
    }

    @Test
    void partsOfTheLargestCopyFitToo() {
        assertThat(SIZES.copiedPartOf(5 * 1024 * 1024 * MIB)).isBetween(512 * MIB, 5 * 1024 * MIB);
    }

    @Test
    void pausesDoubleUpToALongest() {
        Pauses pauses = new Pauses(Tuning.DEFAULT.patience());
        assertThat(List.of(1, 2, 3, 9, 1000))
                .extracting(tries -> pauses.longest(tries).toMillis())
                .containsExactly(100L, 200L, 400L, 20_000L, 20_000L);
    }
}
