package dev.cohort.batch.api;

import dev.cohort.batch.ComputeEnvironment;
import dev.cohort.batch.Resources;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Compute environments: created, changed, described and deleted, and what they are worth on this machine. */
final class Environments {
    static final String KIND = "compute-environment";
    private static final Set<String> RESOURCE_TYPES = Set.of("EC2", "SPOT", "FARGATE", "FARGATE_SPOT");

    private final Registry registry;
    private final Resources machine;

    Environments(Arns arns, Tags tags, Resources machine) {
        this.registry = new Registry(KIND, "computeEnvironment", arns, tags);
        this.machine = machine;
    }

    ObjectNode create(Request request) {
        requireManaged(request);
        ObjectNode detail = request.copy()
                .put("state", Registry.state(request, "ENABLED"))
                .put("statusReason", "ComputeEnvironment Healthy")
                .put("containerOrchestrationType", "ECS");
        return registry.add(request, detail);
    }

    private static void requireManaged(Request request) {
        String type = request.text("type");
        if (!type.equals("MANAGED")) {
            throw ApiFault.client("type is " + type + "; only MANAGED compute environments are served here.");
        }
        Request resources = request.object("computeResources");
        String kind = resources.text("type");
        if (!RESOURCE_TYPES.contains(kind)) {
            throw ApiFault.client(
                    "computeResources.type is " + kind + "; it must be one of EC2, SPOT, FARGATE and FARGATE_SPOT.");
        }
        requireVcpus(resources.integer("maxvCpus", 0));
    }

    private static void requireVcpus(int most) {
        if (most < 1) {
            throw ApiFault.client("computeResources.maxvCpus must be at least 1.");
        }
    }

    ObjectNode update(Request request) {
        ObjectNode detail = require(request.text("computeEnvironment"));
        ObjectNode resources = (ObjectNode) detail.get("computeResources");
        Request changes = request.object("computeResources");
        requireVcpus(changes.integer("maxvCpus", resources.get("maxvCpus").intValue()));
        detail.put("state", Registry.state(request, detail.get("state").stringValue()));
        resources.setAll(changes.copy());
        return registry.names(detail);
    }

    ObjectNode describe(Request request) {
        return registry.describe(request);
    }

    ObjectNode delete(Request request) {
        registry.remove(require(request.text("computeEnvironment")));
        return Answers.object();
    }

    ObjectNode require(String nameOrArn) {
        return registry.require(nameOrArn);
    }

    String arn(String nameOrArn) {
        return registry.arn(require(nameOrArn));
    }

    /** A disabled one places nothing; none is larger than this machine. */
    List<ComputeEnvironment> capacities() {
        return registry.byName().entrySet().stream()
                .map(entry -> new ComputeEnvironment(entry.getKey(), capacity(entry.getValue())))
                .toList();
    }

    private Resources capacity(ObjectNode detail) {
        int most = detail.get("computeResources").get("maxvCpus").intValue();
        return Registry.isEnabled(detail)
                ? new Resources(Math.min(machine.cpus(), most), machine.memoryMiB(), machine.gpus())
                : new Resources(0, 0, 0);
    }

    Registry registry() {
        return registry;
    }
}
