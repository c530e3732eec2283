package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Batch is asked for one job, in the fields of its API; other jobs stand in it by name, as their ids are not
 * known before they are submitted.
 *
 * @param ownQueue the queue that the step names; null where it goes to that of the run
 */
public record BatchRequest(
        PlannedJob job, @Nullable String ownQueue, Map<String, String> environment, Json definition) {
    /** A container's environment holds one address, never a list: overrides are bounded, and checked late. */
    public static final String ASSIGNMENT = "COHORT_JOB";

    public static BatchRequest of(RunPlan plan, PlannedJob job) {
        return new BatchRequest(
                job,
                plan.graph().step(job.step()).spec().placement().queue().orElse(null),
                Map.of(ASSIGNMENT, plan.assignmentUrl(job)),
                BatchDefinition.of(plan, job));
    }

    /** Where it goes, if it does not go where the run goes. */
    public Optional<String> queue() {
        return Optional.ofNullable(ownQueue);
    }

    /**
     * The submission.
     *
     * @param queue where it goes if its step names no other
     * @param ids the ids of jobs by their names
     */
    public Json submission(String queue, String definitionName, UnaryOperator<String> ids) {
        JsonObject.Builder submission = Json.object()
                .put("jobName", job.name())
                .put("jobQueue", queue().orElse(queue))
                .put("jobDefinition", definitionName);
        if (job.isArray()) {
            submission.put(
                    "arrayProperties",
                    Json.object().put("size", (long) job.size()).build());
        }
        return submission
                .put(
                        "dependsOn",
                        Json.array(job.dependsOn().stream()
                                .map(d -> dependency(d, ids.apply(d.job())))
                                .toArray(Json[]::new)))
                .put("containerOverrides", overrides())
                .build();
    }

    private static Json dependency(JobDependency dependency, String jobId) {
        JsonObject.Builder json = Json.object().put("jobId", jobId);
        if (dependency.type() == JobDependency.Type.N_TO_N) {
            json.put("type", "N_TO_N");
        }
        return json.build();
    }

    Json overrides() {
        Json[] variables = environment.entrySet().stream()
                .map(e -> Json.object()
                        .put("name", e.getKey())
                        .put("value", e.getValue())
                        .build())
                .toArray(Json[]::new);
        return Json.object().put("environment", Json.array(variables)).build();
    }
}
