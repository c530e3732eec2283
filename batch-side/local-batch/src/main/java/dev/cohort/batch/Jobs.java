package dev.cohort.batch;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All jobs by id, and what an id means: a job with all its children, or one child. */
final class Jobs {
    private final Map<String, Job> byId = new HashMap<>();

    /** @param child the index that was asked for; -1 for the whole job */
    record Target(Job job, int child) {
        boolean isChild() {
            return child >= 0;
        }

        boolean covers(int index) {
            return !isChild() || child == index;
        }

        IntStream indices() {
            return isChild() ? IntStream.of(child) : IntStream.range(0, job.children.size());
        }
    }

    /** How many there ever were. */
    long count() {
        return byId.size();
    }

    void add(Job job) {
        byId.put(job.id, job);
    }

    Optional<Target> find(String id) {
        Job job = byId.get(ChildId.parent(id));
        int index = ChildId.index(id);
        boolean whole = job != null && job.id.equals(id);
        if (job == null || !whole && !(job.spec.isArray() && index >= 0 && index < job.children.size())) {
            return Optional.empty();
        }
        return Optional.of(new Target(job, whole ? -1 : index));
    }

    Job require(String id) {
        Job job = byId.get(id);
        if (job == null) {
            throw new IllegalArgumentException("There is no job '" + id + "'.");
        }
        return job;
    }

    /** The job that a new one would wait for. */
    Job dependency(JobSpec spec, String id) {
        Job job = byId.get(id);
        if (job == null) {
            throw new RefusedJob("The job '" + spec.name() + "' depends on '" + id + "', which is no job here"
                    + (ChildId.index(id) < 0 ? "." : "; a single child cannot be waited for."));
        }
        return job;
    }
}
