package dev.cohort.orchestrator.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which jobs of a round were handed to the compute.
 *
 * @param open intended, and nothing was heard of them since
 * @param ids by job, of those that the compute has taken
 */
public record Submits(Set<String> open, Map<String, String> ids) {
    static final Submits NONE = new Submits(Set.of(), Map.of());

    public Submits {
        open = Set.copyOf(open);
        ids = Map.copyOf(ids);
    }

    boolean knows(String job) {
        return open.contains(job) || ids.containsKey(job);
    }

    /** Whether the compute may know a job by this id and by no other. */
    public boolean mayHave(String job, String id) {
        return open.contains(job) || id.equals(ids.get(job));
    }

    Submits intended(String job) {
        Set<String> more = new HashSet<>(open);
        more.add(job);
        return new Submits(more, ids);
    }

    Submits notSubmitted(String job) {
        Set<String> fewer = new HashSet<>(open);
        fewer.remove(job);
        return new Submits(fewer, ids);
    }

    Submits submitted(String job, String id) {
        Set<String> fewer = new HashSet<>(open);
        fewer.remove(job);
        Map<String, String> more = new HashMap<>(ids);
        more.put(job, id);
        return new Submits(fewer, more);
    }
}
