package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Json;
import java.util.HashMap;
import java.util.Map;

/** Registers each job definition once, over all runs: its name says a digest of what is in it. */
final class JobDefinitions {
    private static final int DIGITS = 16;
    private static final int LONGEST_STEP = 100;

    private final BatchCalls calls;
    private final Map<String, String> known = new HashMap<>();

    JobDefinitions(BatchCalls calls) {
        this.calls = calls;
    }

    /** As a submission names it. */
    String ensure(String step, Json definition) {
        return known.computeIfAbsent(name(step, definition), name -> calls.definition(name, definition));
    }

    static String name(String step, Json definition) {
        String spelled = step.replaceAll("[^A-Za-z0-9_-]", "_");
        String digest = new Digest().field(definition.compact()).hex().substring(0, DIGITS);
        return "cohort-" + spelled.substring(0, Math.min(spelled.length(), LONGEST_STEP)) + "-" + digest;
    }
}
