package dev.cohort.orchestrator.journal;

import dev.cohort.orchestrator.run.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events that wait to be written; of a job's progress only the last counts. */
final class Noted {
    private final List<RunEvent> events = new ArrayList<>();
    private final Map<String, RunEvent.Progressed> progress = new LinkedHashMap<>();

    void add(RunEvent event) {
        if (event instanceof RunEvent.Progressed progressed) {
            progress.put(progressed.job(), progressed);
        } else {
            events.add(event);
        }
    }

    /** A failure stands before the counts that hold it, as it was told. */
    List<RunEvent> all() {
        List<RunEvent> all = new ArrayList<>(events);
        all.addAll(progress.values());
        return all;
    }

    boolean isEmpty() {
        return events.isEmpty() && progress.isEmpty();
    }

    void clear() {
        events.clear();
        progress.clear();
    }
}
