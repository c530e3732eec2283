package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.spec.StepSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job definition that AWS Batch is asked to register for a job, in the fields of its API. */
final class BatchDefinition {
    private static final String ENTRYPOINT = "/opt/cohort/bin/worker";
    private static final String PATTERN_ANY = "*";

    /** Faults of the platform are tried again by Batch itself; anything else is final there. */
    private static final List<String> PLATFORM_FAULTS = List.of("Host EC2*");

    private static final List<String> IMAGE_FAULTS = List.of("CannotPullContainerError*", "DockerTimeoutError*");

    /** A join waits, and needs nothing that its step needs. */
    private static final String JOIN_MEMORY_MIB = "512";

    private final RunPlan plan;
    private final StepSpec step;
    private final StepSettings settings;
    private final boolean join;

    private BatchDefinition(RunPlan plan, PlannedJob job) {
        this.plan = plan;
        this.step = plan.graph().step(job.step()).spec();
        this.settings = plan.settings(job.step());
        this.join = job.kind() == JobKind.JOIN;
    }

    static Json of(RunPlan plan, PlannedJob job) {
        return new BatchDefinition(plan, job).json();
    }

    private Json json() {
        return Json.object()
                .put("type", "container")
                .put("containerProperties", container())
                .put("schedulingPriority", (long) plan.rank(step.name()))
                .put("retryStrategy", retry(join ? 1 : step.attempts()))
                .putIfPresent("timeout", join ? null : timeout())
                .put("propagateTags", true)
                .put("tags", tags())
                .build();
    }

    /** Ours stand beside those of the step, and can't be taken by them. */
    private Json tags() {
        JsonObject.Builder tags = Json.object()
                .put("cohort:pipeline", plan.graph().pipeline().name())
                .put("cohort:step", step.name());
        settings.tags().forEach(tags::put);
        return tags.build();
    }

    private Json container() {
        JsonObject.Builder container = Json.object()
                .put("image", join || step.image() == null ? "cohort/base" : step.image())
                .put("command", Json.texts(List.of(ENTRYPOINT)))
                .put("resourceRequirements", Json.array(requirements()));
        if (!join) {
            addProvisions(container);
        }
        return container.build();
    }

    private List<Json> requirements() {
        List<Json> requirements = new ArrayList<>();
        requirements.add(requirement("VCPU", join ? "1" : Long.toString(wholeCpus())));
        requirements.add(requirement(
                "MEMORY",
                join ? JOIN_MEMORY_MIB : Long.toString(step.resources().memoryMiB())));
        if (!join && step.resources().gpus() > 0) {
            requirements.add(
                    requirement("GPU", Integer.toString(step.resources().gpus())));
        }
        return requirements;
    }

    /** On EC2 there are no parts of a processor. */
    private long wholeCpus() {
        return (long) Math.ceil(step.resources().cpus());
    }

    private static Json requirement(String type, String value) {
        return Json.object().put("type", type).put("value", value).build();
    }

    private void addProvisions(JsonObject.Builder container) {
        Map<String, String> secrets = settings.secrets();
        if (!secrets.isEmpty()) {
            container.put(
                    "secrets",
                    Json.array(secrets.entrySet().stream()
                            .map(secret -> Json.object()
                                    .put("name", secret.getKey())
                                    .put("valueFrom", secret.getValue())
                                    .build())
                            .toList()));
        }
        List<StepSettings.Mounted> mounts = settings.mounts();
        if (!mounts.isEmpty()) {
            container.put(
                    "volumes",
                    Json.array(mounts.stream().map(BatchDefinition::volume).toList()));
            container.put(
                    "mountPoints",
                    Json.array(mounts.stream().map(BatchDefinition::mountPoint).toList()));
        }
    }

    private static Json volume(StepSettings.Mounted mount) {
        JsonObject.Builder volume = Json.object().put("name", mount.name());
        String efs = mount.efs();
        return efs == null
                ? volume.put(
                                "host",
                                Json.object()
                                        .putIfPresent("sourcePath", mount.host())
                                        .build())
                        .build()
                : volume.put("efsVolumeConfiguration", efs(efs, mount)).build();
    }

    /** IAM and access points need encryption on the way, and it costs little. An access point brings its own root. */
    private static Json efs(String id, StepSettings.Mounted mount) {
        boolean plain = mount.accessPoint() == null && !mount.iam();
        Json authorization = Json.object()
                .putIfPresent("accessPointId", mount.accessPoint())
                .put("iam", mount.iam() ? "ENABLED" : "DISABLED")
                .build();
        return Json.object()
                .put("fileSystemId", id)
                .putIfPresent("rootDirectory", mount.accessPoint() == null ? mount.root() : null)
                .put("transitEncryption", "ENABLED")
                .putIfPresent("authorizationConfig", plain ? null : authorization)
                .build();
    }

    private static Json mountPoint(StepSettings.Mounted mount) {
        return Json.object()
                .put("sourceVolume", mount.name())
                .put("containerPath", mount.at())
                .put("readOnly", mount.readOnly())
                .build();
    }

    /** What a tool's exit code deserves is decided by the worker, which leaves with 75 then. */
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

    private @Nullable Json timeout() {
        return step.limit()
                .map(Duration::toSeconds)
                .<Json>map(seconds ->
                        Json.object().put("attemptDurationSeconds", seconds).build())
                .orElse(null);
    }
}
