package dev.cohort.orchestrator.plan;

import dev.cohort.orchestrator.graph.ResolvedStep;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * By which tags jobs are found, and their cost is counted.
 *
 * <p>Those that are the same from run to run are the definition's, so that it is registered once; those of the run are the
 * job's, which outweigh the definition's, as whoever runs it pays.
 */
final class BatchTags {
    /** AWS Batch takes no more of both together. */
    static final int MOST = 50;

    private BatchTags() {}

    static Map<String, String> ofDefinition(RunPlan plan, ResolvedStep step) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("cohort:pipeline", plan.graph().pipeline().name());
        tags.put("cohort:step", step.name());
        tags.putAll(plan.settings(step.name()).tags());
        return tags;
    }

    static Map<String, String> ofJob(RunPlan plan, Account account) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("cohort:run", plan.settings().run().text());
        tags.put("cohort:name", plan.settings().name());
        tags.putAll(account.tags());
        return tags;
    }
}
