package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.WorkerImage;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.List;
import java.util.Map;

/** The container of a job on AWS Batch: its image, its size, as whom it runs, and what it finds there. */
final class BatchContainer {
    /** A join waits, and needs nothing that its step needs; less has no size on Fargate. */
    private static final int JOIN_MEMORY_MIB = 512;

    /** What a task on Fargate has anyway; more is asked for by the gibibyte. */
    private static final int FARGATE_DISK_GIB = 20;

    private static final int MIB_PER_GIB = 1024;

    private final Account account;
    private final StepSpec step;
    private final StepSettings settings;
    private final boolean join;
    private final boolean fargate;

    BatchContainer(RunPlan plan, PlannedJob job, Account account) {
        this.account = account;
        this.step = plan.graph().step(job.step()).spec();
        this.settings = plan.settings(job.step());
        this.join = job.kind() == JobKind.JOIN;
        this.fargate = account.isFargate(step.placement().queue());
    }

    Json json() {
        JsonObject.Builder container = shape().json();
        if (fargate) {
            addDisk(container);
        }
        if (!join) {
            addProvisions(container);
        }
        return container.build();
    }

    private ContainerShape shape() {
        return new ContainerShape(
                account,
                fargate,
                account.image(step),
                WorkerImage.ENTRYPOINT,
                step.name(),
                join ? new TaskSize(0, JOIN_MEMORY_MIB, 0).on(fargate) : TaskSize.of(step, account));
    }

    private void addDisk(JsonObject.Builder container) {
        long gib = (long) Math.ceil((join ? 0 : step.resources().disk().orElse(0)) / (double) MIB_PER_GIB);
        if (gib > FARGATE_DISK_GIB) {
            container.put(
                    "ephemeralStorage", Json.object().put("sizeInGiB", gib).build());
        }
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
                    Json.array(mounts.stream().map(BatchContainer::volume).toList()));
            container.put(
                    "mountPoints",
                    Json.array(mounts.stream().map(BatchContainer::mountPoint).toList()));
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
}
