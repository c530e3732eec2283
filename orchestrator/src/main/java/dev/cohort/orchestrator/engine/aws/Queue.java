package dev.cohort.orchestrator.engine.aws;

import dev.cohort.orchestrator.diag.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.batch.model.ComputeEnvironmentDetail;
import software.amazon.awssdk.services.batch.model.JobQueueDetail;

/**
 * A queue as AWS Batch describes it.
 *
 * @param name as it is written in a plan: its name, or its ARN
 */
record Queue(String name, JobQueueDetail detail, List<ComputeEnvironmentDetail> environments) {
    Queue {
        environments = List.copyOf(environments);
    }

    /** No queue mixes the two. */
    boolean isFargate() {
        return environments.stream()
                .map(ComputeEnvironmentDetail::computeResources)
                .anyMatch(resources -> resources != null
                        && String.valueOf(resources.typeAsString()).startsWith("FARGATE"));
    }

    boolean sharesFairly() {
        return detail.schedulingPolicyArn() != null;
    }

    List<Capacity> capacities() {
        return environments.stream().filter(Queue::isUsable).map(Capacity::of).toList();
    }

    private static boolean isUsable(ComputeEnvironmentDetail environment) {
        return "ENABLED".equals(environment.stateAsString()) && "VALID".equals(environment.statusAsString());
    }

    /** Why it takes no job, or would never start one. */
    Optional<Problem> trouble() {
        if (!"ENABLED".equals(detail.stateAsString())) {
            return Optional.of(
                    Problem.error("the queue `" + name + "` is " + detail.stateAsString() + " and takes no jobs")
                            .hint("enable it: aws batch update-job-queue --job-queue " + name
                                    + " --state ENABLED; or name another with --queue"));
        }
        if (detail.statusAsString() != null && !"VALID".equals(detail.statusAsString())) {
            return Optional.of(Problem.error("the queue `" + name + "` is " + detail.statusAsString() + ": "
                            + because(detail.statusReason()))
                    .hint("mend it, or wait until it is VALID; or name another with --queue"));
        }
        return capacities().isEmpty() ? Optional.of(nothingUsable()) : Optional.empty();
    }

    private Problem nothingUsable() {
        return Problem.error("nothing that is sent to the queue `" + name + "` would ever start: "
                        + (environments.isEmpty()
                                ? "it has no compute environment"
                                : environments.stream().map(Queue::state).collect(Collectors.joining("; "))))
                .hint("enable or mend a compute environment of it, or name another queue with --queue");
    }

    private static String state(ComputeEnvironmentDetail environment) {
        boolean enabled = "ENABLED".equals(environment.stateAsString());
        String state = enabled
                ? environment.statusAsString() + " (" + because(environment.statusReason()) + ")"
                : environment.stateAsString();
        return "its compute environment `" + environment.computeEnvironmentName() + "` is " + state;
    }

    private static String because(String reason) {
        return reason == null || reason.isBlank() ? "AWS gives no reason" : reason;
    }

    /** Whether a share identifier goes with it. */
    Optional<Problem> share(Optional<String> identifier) {
        if (sharesFairly() && identifier.isEmpty()) {
            return Optional.of(
                    Problem.error("the queue `" + name + "` deals its compute out in shares, and no share is named")
                            .hint("say --share-identifier; its scheduling policy lists those that have a weight"));
        }
        if (!sharesFairly() && identifier.isPresent()) {
            return Optional.of(Problem.error(
                            "the queue `" + name + "` has no scheduling policy, and takes no job with the share"
                                    + " identifier `" + identifier.get() + "`")
                    .hint("leave --share-identifier away, or name a queue that deals its compute out in shares"));
        }
        return Optional.empty();
    }
}
