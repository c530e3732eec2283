package dev.cohort.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt that has ended; as on AWS, {@code startedAt} is missing when it never came to run. */
public record AttemptDetail(
        int number,
        @Nullable Instant startedAt,
        Instant stoppedAt,
        @Nullable Integer exitCode,
        @Nullable String reason,
        @Nullable String statusReason) {}
