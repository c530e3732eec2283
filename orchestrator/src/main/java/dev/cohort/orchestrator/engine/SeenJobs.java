package dev.cohort.orchestrator.engine;

import dev.cohort.orchestrator.run.TaskCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The jobs that the compute has, by their ids, as they were seen last. */
final class SeenJobs {
    /** Those that are not seen to have ended yet, in the order of their submission. */
    private final Set<String> open = new LinkedHashSet<>();

    /** Those for which the compute does nothing more, and of which some may be open. */
    private final Set<String> over = new HashSet<>();

    private final Map<String, TaskCounts> counts = new HashMap<>();

    /** From now on it is to be looked at. */
    void add(String id) {
        open.add(id);
    }

    /** The same for one that somebody else has seen before. */
    void add(String id, TaskCounts before) {
        counts.put(id, before);
        open.add(id);
    }

    /** Whatever else can be told of it: nothing must be built on one that is over and has failed. */
    void see(JobView view) {
        if (view.over()) {
            over.add(view.id());
        }
    }

    /** How it stands was told. */
    void told(JobView view) {
        counts.put(view.id(), view.counts());
        if (view.ended()) {
            open.remove(view.id());
        }
    }

    List<String> open() {
        return List.copyOf(open);
    }

    boolean haveEnded() {
        return open.isEmpty();
    }

    Map<String, TaskCounts> counts() {
        return counts;
    }

    /** Null for one that was not seen yet. */
    @Nullable TaskCounts counts(String id) {
        return counts.get(id);
    }

    boolean anyGoesWell() {
        return counts.values().stream().anyMatch(job -> job.succeeded() > 0);
    }

    /** What waits for it fails from here on, long before it is known how all the tasks of its step did. */
    boolean hasFailed(@Nullable String id) {
        return over.contains(id) && !isAllWell(id);
    }

    boolean hasSucceeded(@Nullable String id) {
        return over.contains(id) && !open.contains(id) && isAllWell(id);
    }

    /** One that is over and was not told yet has failures that nobody can tell just now. */
    private boolean isAllWell(@Nullable String id) {
        TaskCounts told = counts.get(id);
        return told != null && told.allWell();
    }

    /** Whether any of its tasks went well, or may turn out to have. */
    boolean leadsOn(@Nullable String id) {
        TaskCounts now = counts.getOrDefault(id, TaskCounts.NONE);
        return open.contains(id) || now.succeeded() + now.passed() > 0;
    }
}
