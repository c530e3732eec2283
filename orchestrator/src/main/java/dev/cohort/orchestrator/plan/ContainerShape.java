package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a container on AWS Batch is in any case: its image, as whom it runs, how large it is, and where its log goes.
 *
 * @param log what the names of its log streams begin with, where the account has a group of its own
 */
record ContainerShape(Account account, boolean fargate, String image, String program, String log, TaskSize size) {
    JsonObject.Builder json() {
        return Json.object()
                .put("image", image)
                .put("command", Json.texts(List.of(program)))
                .putIfPresent("jobRoleArn", account.jobRole())
                .putIfPresent("executionRoleArn", account.executionRole())
                .put("resourceRequirements", Json.array(requirements()))
                .putIfPresent("logConfiguration", logs())
                .putIfPresent("networkConfiguration", fargate ? network() : null);
    }

    private List<Json> requirements() {
        List<Json> requirements = new ArrayList<>();
        requirements.add(requirement("VCPU", FargateSize.plain(size.cpus())));
        requirements.add(requirement("MEMORY", Long.toString(size.memoryMiB())));
        if (size.gpus() > 0) {
            requirements.add(requirement("GPU", Integer.toString(size.gpus())));
        }
        return requirements;
    }

    private static Json requirement(String type, String value) {
        return Json.object().put("type", type).put("value", value).build();
    }

    /** Without a group of its own it goes where AWS Batch puts all logs. On Fargate each stream must have a prefix. */
    private @Nullable Json logs() {
        if (account.logGroup() == null) {
            return null;
        }
        Json options = Json.object()
                .put("awslogs-group", account.logGroup())
                .putIfPresent("awslogs-region", account.region())
                .put("awslogs-stream-prefix", log)
                .build();
        return Json.object().put("logDriver", "awslogs").put("options", options).build();
    }

    private Json network() {
        return Json.object()
                .put("assignPublicIp", account.publicIp() ? "ENABLED" : "DISABLED")
                .build();
    }
}
