package dev.cohort.batch;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job, or a child that was asked for by its own id, as it stands.
 *
 * @param index of a child in its array; null for all else
 * @param startedAt of the last attempt that came to run; as on AWS, an array has none
 * @param statusSummary how many children stand where, all seven words always there; empty for what is no array
 * @param attempts those that have ended; none for an array
 */
public record JobDetail(
        String id,
        JobSpec spec,
        @Nullable Integer index,
        JobStatus status,
        @Nullable String statusReason,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        Map<JobStatus, Integer> statusSummary,
        List<AttemptDetail> attempts) {
    public JobDetail {
        Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
        counts.putAll(statusSummary);
        statusSummary = Collections.unmodifiableMap(counts);
        attempts = List.copyOf(attempts);
    }

    /** How many children stand there; for a plain job or a child, 1 where it stands itself. */
    public int count(JobStatus wanted) {
        return statusSummary.isEmpty() ? (status == wanted ? 1 : 0) : statusSummary.getOrDefault(wanted, 0);
    }
}
