package dev.cohort.batch.api;

import dev.cohort.batch.JobQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Job queues: created, changed, described and deleted. */
final class Queues {
    static final String KIND = "job-queue";

    private final Registry registry;
    private final Environments environments;

    Queues(Arns arns, Tags tags, Environments environments) {
        this.registry = new Registry(KIND, "jobQueue", arns, tags);
        this.environments = environments;
    }

    ObjectNode create(Request request) {
        ObjectNode detail = request.copy()
                .put("state", Registry.state(request, "ENABLED"))
                .put("statusReason", "JobQueue Healthy")
                .put("priority", request.integer("priority", 0));
        return registry.add(request, withOrder(detail, request));
    }

    /** Environments are described by their ARNs, however they were named. */
    private ObjectNode withOrder(ObjectNode detail, Request request) {
        List<Request> order = request.objects("computeEnvironmentOrder");
        if (order.isEmpty() || order.size() > JobQueue.MOST_ENVIRONMENTS) {
            throw ApiFault.client("computeEnvironmentOrder names " + order.size() + " compute environments; 1 to "
                    + JobQueue.MOST_ENVIRONMENTS + " are allowed.");
        }
        detail.set(
                "computeEnvironmentOrder",
                Answers.list(
                        order,
                        entry -> Answers.object()
                                .put("order", entry.integer("order", 0))
                                .put("computeEnvironment", environments.arn(entry.text("computeEnvironment")))));
        return detail;
    }

    ObjectNode update(Request request) {
        ObjectNode detail = require(request.text("jobQueue"));
        String state = Registry.state(request, detail.get("state").stringValue());
        int priority = request.integer("priority", detail.get("priority").intValue());
        ObjectNode updated = request.has("computeEnvironmentOrder") ? withOrder(detail, request) : detail;
        return registry.names(updated.put("state", state).put("priority", priority));
    }

    ObjectNode describe(Request request) {
        return registry.describe(request);
    }

    ObjectNode delete(Request request) {
        registry.remove(require(request.text("jobQueue")));
        return Answers.object();
    }

    /** An environment that a queue names can't go. */
    void requireUnused(String environment) {
        String arn = environments.arn(environment);
        if (registry.byName().values().stream().anyMatch(queue -> order(queue).contains(arn))) {
            throw ApiFault.client("Cannot delete, found existing JobQueue relationship");
        }
    }

    ObjectNode require(String nameOrArn) {
        return registry.require(nameOrArn);
    }

    /** The queue for a new job. */
    ObjectNode requireEnabled(String nameOrArn) {
        ObjectNode detail = require(nameOrArn);
        if (!Registry.isEnabled(detail)) {
            throw ApiFault.client("The job queue " + nameOrArn + " is DISABLED and takes no jobs.");
        }
        return detail;
    }

    List<JobQueue> queues() {
        return registry.byName().entrySet().stream()
                .map(entry -> new JobQueue(
                        entry.getKey(),
                        entry.getValue().get("priority").intValue(),
                        order(entry.getValue()).stream()
                                .map(arn -> Arns.name(Environments.KIND, arn))
                                .toList()))
                .toList();
    }

    private static List<String> order(ObjectNode queue) {
        List<JsonNode> entries =
                new ArrayList<>(queue.get("computeEnvironmentOrder").values());
        entries.sort(Comparator.comparingInt(entry -> entry.get("order").intValue()));
        return entries.stream()
                .map(entry -> entry.get("computeEnvironment").stringValue())
                .toList();
    }

    Registry registry() {
        return registry;
    }
}
