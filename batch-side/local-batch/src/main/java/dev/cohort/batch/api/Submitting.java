package dev.cohort.batch.api;

import dev.cohort.batch.Dependency;
import dev.cohort.batch.ExitRule;
import dev.cohort.batch.JobSpec;
import dev.cohort.batch.Resources;
import dev.cohort.batch.RetryStrategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Makes a job of a SubmitJob request: its definition, and what the request says instead. */
final class Submitting {
    /** ECS counts these when the container is about to start, long after the job was taken. */
    private static final int LONGEST_OVERRIDES = 8_192;

    private static final int LEAST_MEMORY_MIB = 4;

    private final Queues queues;
    private final Definitions definitions;
    private final int shortestTimeout;

    Submitting(Queues queues, Definitions definitions, int shortestTimeout) {
        this.queues = queues;
        this.definitions = definitions;
        this.shortestTimeout = shortestTimeout;
    }

    Submission submission(Request request) {
        ObjectNode queue = queues.requireEnabled(request.text("jobQueue"));
        requireShare(request, queue);
        ObjectNode found = definitions.requireActive(request.text("jobDefinition"));
        Request definition = new Request(found);
        Container container = container(definition, request);
        String definitionArn = found.get("jobDefinitionArn").stringValue();
        JobSpec spec = JobSpec.named(request.text("jobName"))
                .queue(queue.get("jobQueueName").stringValue())
                .array(arraySize(request))
                .dependsOn(dependencies(request))
                .resources(new Resources(container.cpus(), container.memoryMiB(), container.gpus()))
                .retry(retry(request.has("retryStrategy") ? request : definition))
                .timeout(timeout(request.has("timeout") ? request : definition))
                .payload(container)
                .tags(Tags.checked(request.map("tags")))
                .build();
        return new Submission(
                spec, spec.queue(), definitionArn, detail(request, queue, definition, definitionArn, container));
    }

    private static void requireShare(Request request, ObjectNode queue) {
        boolean fair = queue.has("schedulingPolicyArn");
        if (fair != request.has("shareIdentifier")) {
            throw ApiFault.client(
                    fair
                            ? "The job queue has a scheduling policy: shareIdentifier must be given."
                            : "The job queue has no scheduling policy: shareIdentifier must not be given.");
        }
    }

    /** Said or not said: an array of no size is not a plain job. */
    private static int arraySize(Request request) {
        Request array = request.object("arrayProperties");
        if (!array.has("size")) {
            return 0;
        }
        int size = array.integer("size", 0);
        if (size < JobSpec.SMALLEST_ARRAY || size > JobSpec.LARGEST_ARRAY) {
            throw ApiFault.client("The array size " + size + " is not between " + JobSpec.SMALLEST_ARRAY + " and "
                    + JobSpec.LARGEST_ARRAY + ".");
        }
        return size;
    }

    private static List<Dependency> dependencies(Request request) {
        return request.objects("dependsOn").stream()
                .map(entry -> new Dependency(entry.textOrNull("jobId"), type(entry.textOrNull("type"))))
                .toList();
    }

    private static Dependency.Type type(@Nullable String word) {
        if (word == null) {
            return Dependency.Type.WHOLE;
        }
        return switch (word) {
            case "N_TO_N" -> Dependency.Type.N_TO_N;
            case "SEQUENTIAL" -> Dependency.Type.SEQUENTIAL;
            default ->
                throw ApiFault.client(
                        "dependsOn.type is " + word + "; it must be N_TO_N or SEQUENTIAL, or be left out.");
        };
    }

    private static RetryStrategy retry(Request owner) {
        Request retry = owner.object("retryStrategy");
        return RetryStrategy.attempts(
                retry.integer("attempts", 1),
                retry.objects("evaluateOnExit").stream()
                        .map(Submitting::exitRule)
                        .toArray(ExitRule[]::new));
    }

    private static ExitRule exitRule(Request rule) {
        String action = rule.text("action");
        return new ExitRule(
                rule.textOrNull("onExitCode"),
                rule.textOrNull("onReason"),
                rule.textOrNull("onStatusReason"),
                switch (action.toUpperCase(Locale.ROOT)) {
                    case "RETRY" -> ExitRule.Action.RETRY;
                    case "EXIT" -> ExitRule.Action.EXIT;
                    default ->
                        throw ApiFault.client("evaluateOnExit.action is " + action + "; it must be RETRY or EXIT.");
                });
    }

    private @Nullable Duration timeout(Request owner) {
        Request timeout = owner.object("timeout");
        if (!timeout.has("attemptDurationSeconds")) {
            return null;
        }
        int seconds = timeout.integer("attemptDurationSeconds", 0);
        if (seconds < shortestTimeout) {
            throw ApiFault.client(
                    "timeout.attemptDurationSeconds is " + seconds + "; it must be at least " + shortestTimeout + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    private static Container container(Request definition, Request request) {
        Request properties = definition.object("containerProperties");
        Request overrides = request.object("containerOverrides");
        Map<String, String> environment =
                overridden(properties.pairs("environment", "value"), overrides.pairs("environment", "value"));
        Names.requireEnvironment(environment.keySet());
        List<String> command = overrides.has("command") ? overrides.texts("command") : properties.texts("command");
        Container.requireCommand(command);
        Map<String, String> resources = overridden(resources(properties), resources(overrides));
        Request log = properties.object("logConfiguration").object("options");
        return new Container(
                properties.text("image"),
                Container.withParameters(command, parameters(definition, request)),
                environment,
                properties.pairs("secrets", "valueFrom"),
                Container.mounts(properties),
                properties.textOrNull("user"),
                number(resources, "VCPU", 0.001),
                (long) number(resources, "MEMORY", LEAST_MEMORY_MIB),
                resources.containsKey("GPU") ? (int) number(resources, "GPU", 1) : 0,
                log.text("awslogs-group", Container.LOG_GROUP),
                log.text("awslogs-stream-prefix", definition.text("jobDefinitionName")),
                late(overrides));
    }

    static Map<String, String> parameters(Request definition, Request request) {
        return overridden(definition.map("parameters"), request.map("parameters"));
    }

    private static Map<String, String> overridden(Map<String, String> given, Map<String, String> instead) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(instead);
        return all;
    }

    /** The old members {@code vcpus} and {@code memory} mean the same as entries of the list. */
    private static Map<String, String> resources(Request owner) {
        Map<String, String> resources = new LinkedHashMap<>();
        if (owner.has("vcpus")) {
            resources.put("VCPU", Integer.toString(owner.integer("vcpus", 0)));
        }
        if (owner.has("memory")) {
            resources.put("MEMORY", Integer.toString(owner.integer("memory", 0)));
        }
        owner.objects("resourceRequirements").forEach(entry -> resources.put(entry.text("type"), entry.text("value")));
        return resources;
    }

    private static double number(Map<String, String> resources, String type, double least) {
        String text = resources.get(type);
        if (text == null || !text.matches("[0-9]{1,9}(\\.[0-9]{1,3})?") || Double.parseDouble(text) < least) {
            throw ApiFault.client("resourceRequirements: " + type + " is " + (text == null ? "not given" : text)
                    + "; it must be a number from " + least + " upwards.");
        }
        return Double.parseDouble(text);
    }

    private static @Nullable String late(Request overrides) {
        return overrides.copy().toString().length() > LONGEST_OVERRIDES
                ? "Container Overrides length must be at most " + LONGEST_OVERRIDES
                : null;
    }

    private static ObjectNode detail(
            Request request, ObjectNode queue, Request definition, String definitionArn, Container container) {
        ObjectNode detail = Answers.object()
                .put("jobName", request.text("jobName"))
                .put("jobQueue", queue.get("jobQueueArn").stringValue())
                .put("jobDefinition", definitionArn);
        Answers.putIfKnown(detail, "shareIdentifier", request.textOrNull("shareIdentifier"));
        detail.set("parameters", Answers.map(parameters(definition, request)));
        for (String member : List.of("retryStrategy", "timeout")) {
            Request owner = request.has(member) ? request : definition;
            if (owner.has(member)) {
                detail.set(member, owner.object(member).copy());
            }
        }
        detail.set("dependsOn", Answers.list(request.objects("dependsOn"), Request::copy));
        detail.set("platformCapabilities", Answers.texts(platform(definition)));
        detail.set("tags", Answers.map(request.map("tags")));
        detail.set("container", containerDetail(definition, container));
        return detail;
    }

    private static List<String> platform(Request definition) {
        List<String> said = new ArrayList<>(definition.texts("platformCapabilities"));
        return said.isEmpty() ? List.of("EC2") : said;
    }

    private static ObjectNode containerDetail(Request definition, Container container) {
        ObjectNode detail = definition.object("containerProperties").copy();
        detail.set("command", Answers.texts(container.command()));
        detail.set("environment", Answers.pairs(container.environment()));
        detail.set(
                "resourceRequirements",
                Answers.list(
                        resourceList(container).entrySet(),
                        entry -> Answers.object().put("type", entry.getKey()).put("value", entry.getValue())));
        return detail;
    }

    private static Map<String, String> resourceList(Container container) {
        Map<String, String> list = new LinkedHashMap<>();
        list.put("VCPU", plain(container.cpus()));
        list.put("MEMORY", Long.toString(container.memoryMiB()));
        if (container.gpus() > 0) {
            list.put("GPU", Integer.toString(container.gpus()));
        }
        return list;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
