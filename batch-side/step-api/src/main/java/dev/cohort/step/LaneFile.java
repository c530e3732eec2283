package dev.cohort.step;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One lane's part of a gather: the file that the lane left, or none when the lane did not get there.
 *
 * @param status how the lane's task ended: {@code succeeded}, {@code passed} or {@code failed}
 */
public record LaneFile(String sample, @Nullable Path path, String status) {

    public LaneFile {
        Objects.requireNonNull(sample, "sample");
        Objects.requireNonNull(status, "status");
    }

    /** The file, for code that would rather not test for null. */
    public Optional<Path> file() {
        return Optional.ofNullable(path);
    }
}
