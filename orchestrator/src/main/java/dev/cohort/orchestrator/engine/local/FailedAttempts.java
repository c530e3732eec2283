package dev.cohort.orchestrator.engine.local;

import dev.cohort.batch.ChildRun;
import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.orchestrator.engine.Compute.FailedAttempt;
import dev.cohort.orchestrator.run.RunProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Attempts that were followed by another: all are counted, and of each job the first are kept. */
final class FailedAttempts {
    private static final Pattern ADVICE = Pattern.compile("[;.] ");

    /** By task, those that deserve another attempt: whether they get it is known once that begins. */
    private final Map<String, FailedAttempt> open = new HashMap<>();

    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, List<FailedAttempt>> first = new HashMap<>();

    synchronized void ended(ChildRun run, Outcome outcome) {
        FailureKind kind = outcome.kind() == null ? FailureKind.PLATFORM : outcome.kind();
        open.put(run.id(), new FailedAttempt(run.indexOrZero(), run.attempt(), kind, words(kind, outcome)));
    }

    /** Shorter than of a failure, as nobody has to do anything: what to do stands behind what happened. */
    private static String words(FailureKind kind, Outcome outcome) {
        if (kind == FailureKind.TOOL && outcome.toolExit() != null) {
            return "exit code " + outcome.toolExit();
        }
        return outcome.message() == null ? "no reason was given" : ADVICE.split(outcome.message(), 2)[0];
    }

    synchronized void started(ChildRun run) {
        FailedAttempt failed = open.remove(run.id());
        if (failed != null) {
            counts.merge(run.jobId(), 1, Integer::sum);
            List<FailedAttempt> kept = first.computeIfAbsent(run.jobId(), job -> new ArrayList<>());
            if (kept.size() < RunProgress.MOST_RETRIES) {
                kept.add(failed);
            }
        }
    }

    synchronized int count(String jobId) {
        return counts.getOrDefault(jobId, 0);
    }

    synchronized List<FailedAttempt> first(String jobId) {
        return List.copyOf(first.getOrDefault(jobId, List.of()));
    }
}
