package dev.cohort.orchestrator.engine.aws;

import static dev.cohort.orchestrator.engine.aws.FakeAws.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in for AWS where it is only asked which queues there are. */
public final class FakeQueues implements AutoCloseable {
    private final FakeAws aws = new FakeAws();
    private final List<String> queues = new ArrayList<>();
    private final List<String> environments = new ArrayList<>();

    /** One with instances large enough for anything. */
    public FakeQueues onEc2(String name) {
        return add(name, "'type': 'EC2', 'maxvCpus': 1024, 'instanceTypes': ['optimal']");
    }

    public FakeQueues onFargate(String name) {
        return add(name, "'type': 'FARGATE', 'maxvCpus': 1024");
    }

    private FakeQueues add(String name, String resources) {
        queues.add("{'jobQueueName': '" + name + "', 'jobQueueArn': 'arn:" + name
                + "', 'state': 'ENABLED', 'status': 'VALID', 'computeEnvironmentOrder':"
                + " [{'order': 1, 'computeEnvironment': 'arn:ce-" + name + "'}]}");
        environments.add("{'computeEnvironmentName': 'ce-" + name + "', 'computeEnvironmentArn': 'arn:ce-" + name
                + "', 'state': 'ENABLED', 'status': 'VALID', 'computeResources': {" + resources + "}}");
        aws.on("describejobqueues", json("{'jobQueues': [" + String.join(",", queues) + "]}"));
        aws.on(
                "describecomputeenvironments",
                json("{'computeEnvironments': [" + String.join(",", environments) + "]}"));
        return this;
    }

    /** @param region null where AWS's own settings would name it */
    public AwsClients clients(@Nullable String region) {
        return aws.clients(region == null ? "eu-west-1" : region);
    }

    @Override
    public void close() {
        aws.close();
    }
}
