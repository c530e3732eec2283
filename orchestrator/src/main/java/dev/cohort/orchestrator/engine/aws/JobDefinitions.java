package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.plan.BatchRequest;
import java.util.HashMap;
import java.util.Map;

/** Registers each job definition once, over all runs: its name says a digest of what is in it. */
final class JobDefinitions {
    private final BatchCalls calls;
    private final Map<String, String> known = new HashMap<>();

    JobDefinitions(BatchCalls calls) {
        this.calls = calls;
    }

    /** As a submission names it. */
    String ensure(BatchRequest request) {
        return known.computeIfAbsent(request.definitionName(), name -> calls.definition(name, request.registration()));
    }
}
