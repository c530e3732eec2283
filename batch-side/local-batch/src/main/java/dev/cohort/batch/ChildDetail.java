package dev.cohort.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A child of an array in one line, as a list of children shows it.
 *
 * @param attempts how many were begun
 * @param exitCode of the last attempt that ended
 * @param reason of the last attempt that ended
 */
public record ChildDetail(
        String id,
        int index,
        JobStatus status,
        @Nullable String statusReason,
        int attempts,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt) {}
