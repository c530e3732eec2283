package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.spec.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Batch is asked for one job, in the fields of its API; other jobs stand in it by name, as their ids are not
 * known before they are submitted.
 */
public record BatchRequest(PlannedJob job, Map<String, String> environment, Json definition) {
    /** A container's environment holds one address, never a list: overrides are bounded, and checked late. */
    public static final String ASSIGNMENT = "COHORT_JOB";

    private static final String ENTRYPOINT = "/opt/cohort/bin/worker";
    private static final String PATTERN_ANY = "*";

    /** Faults of the platform are tried again by Batch itself; anything else is final there. */
    private static final List<String> PLATFORM_FAULTS = List.of("Host EC2*");

    private static final List<String> IMAGE_FAULTS = List.of("CannotPullContainerError*", "DockerTimeoutError*");

    static BatchRequest of(RunPlan plan, PlannedJob job) {
        return new BatchRequest(job, Map.of(ASSIGNMENT, plan.assignmentUrl(job)), definition(plan, job));
    }

    private static Json definition(RunPlan plan, PlannedJob job) {
        StepSpec step = plan.graph().step(job.step()).spec();
        boolean join = job.kind() == JobKind.JOIN;
        return Json.object()
                .put("type", "container")
                .put("containerProperties", container(step, join))
                .put("retryStrategy", retry(join ? 1 : step.attempts()))
                .putIfPresent("timeout", join ? null : timeout(step))
                .put(
                        "tags",
                        Json.object()
                                .put("cohort:pipeline", plan.graph().pipeline().name())
                                .put("cohort:step", step.name())
                                .build())
                .build();
    }

    private static Json container(StepSpec step, boolean join) {
        return Json.object()
                .put("image", join || step.image() == null ? "cohort/base" : step.image())
                .put("command", Json.texts(List.of(ENTRYPOINT)))
                .put(
                        "resourceRequirements",
                        Json.array(
                                requirement(
                                        "VCPU",
                                        join ? "1" : plain(step.resources().cpus())),
                                requirement(
                                        "MEMORY",
                                        join
                                                ? "512"
                                                : Long.toString(step.resources().memoryMiB()))))
                .build();
    }

    private static Json requirement(String type, String value) {
        return Json.object().put("type", type).put("value", value).build();
    }

    private static Json retry(int attempts) {
        return Json.object()
                .put("attempts", (long) attempts)
                .put(
                        "evaluateOnExit",
                        Json.array(
                                rule("onStatusReason", PLATFORM_FAULTS.get(0), "RETRY"),
                                rule("onReason", IMAGE_FAULTS.get(0), "RETRY"),
                                rule("onReason", IMAGE_FAULTS.get(1), "RETRY"),
                                rule("onExitCode", "75", "RETRY"),
                                rule("onReason", PATTERN_ANY, "EXIT")))
                .build();
    }

    private static Json rule(String when, String pattern, String action) {
        return Json.object().put(when, pattern).put("action", action).build();
    }

    private static @Nullable Json timeout(StepSpec step) {
        return step.limit()
                .map(Duration::toSeconds)
                .<Json>map(seconds ->
                        Json.object().put("attemptDurationSeconds", seconds).build())
                .orElse(null);
    }

    private static String plain(double cpus) {
        return BigDecimal.valueOf(cpus).stripTrailingZeros().toPlainString();
    }

    /** The submission, with a stand-in of its length for each id and for the name of queue and definition. */
    Json submission(String queue, String definitionName, String jobId) {
        JsonObject.Builder submission =
                Json.object().put("jobName", job.name()).put("jobQueue", queue).put("jobDefinition", definitionName);
        if (job.isArray()) {
            submission.put(
                    "arrayProperties",
                    Json.object().put("size", (long) job.size()).build());
        }
        return submission
                .put(
                        "dependsOn",
                        Json.array(job.dependsOn().stream()
                                .map(d -> dependency(d, jobId))
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
