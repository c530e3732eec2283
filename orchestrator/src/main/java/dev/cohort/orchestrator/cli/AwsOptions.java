package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.plan.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which account on AWS a run goes to, and as whom; without a queue it stays on this machine. */
final class AwsOptions {
    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            description = "Run on AWS Batch, by this job queue; on this machine unless said.")
    private @Nullable String queue;

    @Option(names = "--region", paramLabel = "REGION", description = "The region of AWS, such as eu-central-1.")
    private @Nullable String region;

    @Option(names = "--job-role", paramLabel = "ARN", description = "The role as which tasks read and write files.")
    private @Nullable String jobRole;

    @Option(
            names = "--execution-role",
            paramLabel = "ARN",
            description = "The role as which AWS fetches images and secrets for tasks; Fargate needs one.")
    private @Nullable String executionRole;

    @Option(
            names = "--image-prefix",
            paramLabel = "PREFIX",
            description = "Where cohort/... images lie, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com.")
    private @Nullable String imagePrefix;

    @Option(
            names = "--log-group",
            paramLabel = "GROUP",
            description = "Where logs go in CloudWatch; /aws/batch/job unless said.")
    private @Nullable String logGroup;

    @Option(
            names = "--share-identifier",
            paramLabel = "NAME",
            description = "Whose share of a fair-share queue the run takes.")
    private @Nullable String shareIdentifier;

    @Option(
            names = "--priority",
            paramLabel = "N",
            description = "The run's priority in a fair-share queue, 0 to 9999; higher goes first.")
    private @Nullable Integer priority;

    @Option(
            names = "--run-tag",
            paramLabel = "KEY=VALUE",
            description = "A tag on each job of the run, as for cost allocation; may be repeated.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--no-image-check", description = "Submit without looking at images first.")
    private boolean noImageCheck;

    @Option(
            names = "--detach",
            description = "Leave as soon as all is submitted: the jobs go on by themselves, and `attach` shows them.")
    private boolean detach;

    boolean detach() {
        return detach;
    }

    /** The queue as it was typed. */
    Optional<String> queue() {
        return Optional.ofNullable(queue);
    }

    /** Empty where the run stays on this machine. */
    Optional<Account> account() {
        return queue().map(said -> new Account(
                said,
                region,
                jobRole,
                executionRole,
                imagePrefix,
                logGroup,
                shareIdentifier,
                priority,
                tags,
                true,
                Set.of(),
                !noImageCheck));
    }
}
