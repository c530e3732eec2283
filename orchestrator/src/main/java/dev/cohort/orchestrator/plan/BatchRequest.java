package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Batch is asked for one job, in the fields of its API; what a plan shows, and what is submitted.
 *
 * @param priority in a queue by fair shares
 * @param definition what is registered for it
 */
public record BatchRequest(
        PlannedJob job,
        Account account,
        String queue,
        int priority,
        Map<String, String> tags,
        Map<String, String> environment,
        Json definition) {
    /** A container's environment holds one address, never a list: overrides are bounded, and checked late. */
    public static final String ASSIGNMENT = "COHORT_JOB";

    private static final int LONGEST_STEP = 100;
    private static final int HIGHEST_PRIORITY = 9_999;

    /** That of a job in a plan for an account on AWS. */
    public static BatchRequest of(RunPlan plan, PlannedJob job) {
        return of(plan, job, Objects.requireNonNull(plan.settings().account(), "the plan is for this machine"));
    }

    static BatchRequest of(RunPlan plan, PlannedJob job, Account account) {
        return new BatchRequest(
                job,
                account,
                plan.graph().step(job.step()).spec().placement().queue().orElse(account.queue()),
                plan.rank(job.step()),
                BatchTags.ofJob(plan, account),
                Map.of(ASSIGNMENT, plan.assignmentUrl(job)),
                BatchDefinition.of(plan, job, account));
    }

    /** By its content, so that the same is registered once. */
    public String definitionName() {
        String step = job.step().replaceAll("[^A-Za-z0-9_-]", "_");
        return "cohort-" + step.substring(0, Math.min(step.length(), LONGEST_STEP)) + "-"
                + Digest.short16(new Digest().field(definition.compact()).hex());
    }

    /** What is registered, by its name. */
    public Json registration() {
        JsonObject.Builder registration = Json.object().put("jobDefinitionName", definitionName());
        ((JsonObject) definition).fields().forEach(registration::put);
        return registration.build();
    }

    /**
     * What is submitted.
     *
     * @param definition the name that the definition is registered by, and where it is known its revision
     * @param ids the id of each job by its name
     */
    public Json submission(String definition, UnaryOperator<String> ids) {
        JsonObject.Builder submission = Json.object()
                .put("jobName", job.name())
                .put("jobQueue", queue)
                .put("jobDefinition", definition)
                .putIfPresent("shareIdentifier", account.shareIdentifier())
                .putIfPresent("schedulingPriorityOverride", override())
                .putIfPresent("arrayProperties", job.isArray() ? size() : null);
        return submission
                .put(
                        "dependsOn",
                        Json.array(job.dependsOn().stream()
                                .map(dependency -> dependency(dependency, ids))
                                .toList()))
                .put("containerOverrides", overrides())
                .putAll("tags", tags, Json::text)
                .build();
    }

    /** The run's own, and within the run still later steps first. */
    private @Nullable Integer override() {
        Integer base = account.priority();
        return base == null ? null : Integer.valueOf(Math.min(HIGHEST_PRIORITY, base + priority));
    }

    private Json size() {
        return Json.object().put("size", (long) job.size()).build();
    }

    private static Json dependency(JobDependency dependency, UnaryOperator<String> ids) {
        return Json.object()
                .put("jobId", ids.apply(dependency.job()))
                .putIfPresent("type", dependency.type() == JobDependency.Type.N_TO_N ? "N_TO_N" : null)
                .build();
    }

    Json overrides() {
        List<Json> variables = environment.entrySet().stream()
                .<Json>map(e -> Json.object()
                        .put("name", e.getKey())
                        .put("value", e.getValue())
                        .build())
                .toList();
        return Json.object().put("environment", Json.array(variables)).build();
    }
}
