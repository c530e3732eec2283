package dev.cohort.batch;

import java.util.LinkedHashMap;
import java.util.Map;

/** What AWS Batch puts into the environment of each container, for any executor to do the same. */
public final class BatchVariables {
    private BatchVariables() {}

    public static Map<String, String> of(ChildRun run) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_BATCH_JOB_ID", run.id());
        variables.put("AWS_BATCH_JOB_ATTEMPT", Integer.toString(run.attempt()));
        variables.put("AWS_BATCH_JQ_NAME", run.spec().queue());
        variables.put("AWS_BATCH_CE_NAME", run.environment());
        if (run.index() != null) {
            variables.put("AWS_BATCH_JOB_ARRAY_INDEX", run.index().toString());
            variables.put(
                    "AWS_BATCH_JOB_ARRAY_SIZE", Integer.toString(run.spec().arraySize()));
        }
        return variables;
    }
}
