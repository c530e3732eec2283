package dev.cohort.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what a reader sees of jobs and children out of the scheduler's state. */
final class Descriptions {
    private Descriptions() {}

    static List<JobDetail> of(Jobs jobs, Collection<String> ids) {
        return ids.stream()
                .flatMap(id -> jobs.find(id).stream())
                .map(Descriptions::of)
                .toList();
    }

    static List<ChildDetail> children(Job job, Set<JobStatus> statuses, int fromIndex, int limit) {
        List<ChildDetail> page = new ArrayList<>();
        if (job.spec.isArray() && statuses.stream().anyMatch(s -> job.children.count(s) > 0)) {
            for (int i = Math.max(0, fromIndex); i < job.children.size() && page.size() < limit; i++) {
                if (statuses.contains(job.children.status(i))) {
                    page.add(child(job, i));
                }
            }
        }
        return page;
    }

    static @Nullable Instant instant(long millis) {
        return millis == Children.NEVER ? null : Instant.ofEpochMilli(millis);
    }

    private static JobDetail of(Jobs.Target target) {
        Job job = target.job();
        return job.spec.isArray() && !target.isChild() ? array(job) : single(job, Math.max(0, target.child()));
    }

    private static JobDetail array(Job job) {
        Map<JobStatus, Integer> summary = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            summary.put(status, job.children.count(status));
        }
        return new JobDetail(
                job.id,
                job.spec,
                null,
                job.status(),
                arrayReason(job),
                Instant.ofEpochMilli(job.createdAt),
                null,
                instant(job.stoppedAt),
                summary,
                List.of());
    }

    private static @Nullable String arrayReason(Job job) {
        return job.status() == JobStatus.FAILED && job.reason == null ? StatusReasons.CHILD_FAILED : job.reason;
    }

    private static JobDetail single(Job job, int index) {
        Children children = job.children;
        return new JobDetail(
                job.spec.isArray() ? ChildId.of(job.id, index) : job.id,
                job.spec,
                job.spec.isArray() ? index : null,
                children.status(index),
                reason(job, index),
                Instant.ofEpochMilli(job.createdAt),
                instant(children.startedAt(index)),
                instant(children.stoppedAt(index)),
                Map.of(),
                attempts(children, index));
    }

    private static @Nullable String reason(Job job, int index) {
        boolean hopeless = job.turn(index).line.isHopeless() && job.children.status(index) == JobStatus.RUNNABLE;
        return hopeless ? StatusReasons.tooLarge(job.spec) : job.children.reason(index);
    }

    private static List<AttemptDetail> attempts(Children children, int index) {
        List<AttemptDetail> attempts = new ArrayList<>(children.failedAttempts(index));
        if (children.status(index) == JobStatus.SUCCEEDED) {
            attempts.add(new AttemptDetail(
                    children.attempts(index),
                    instant(children.startedAt(index)),
                    Instant.ofEpochMilli(children.stoppedAt(index)),
                    0,
                    null,
                    children.reason(index)));
        }
        return attempts;
    }

    private static ChildDetail child(Job job, int index) {
        Children children = job.children;
        List<AttemptDetail> attempts = attempts(children, index);
        AttemptDetail last = attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
        return new ChildDetail(
                ChildId.of(job.id, index),
                index,
                children.status(index),
                reason(job, index),
                children.attempts(index),
                last == null ? null : last.exitCode(),
                last == null ? null : last.reason(),
                instant(children.startedAt(index)),
                instant(children.stoppedAt(index)));
    }
}
