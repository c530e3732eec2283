package dev.cohort.orchestrator.cli;

import dev.cohort.orchestrator.config.Found;
import dev.cohort.orchestrator.config.Setting;
import dev.cohort.orchestrator.config.Settings;
import dev.cohort.orchestrator.diag.Visible;
import dev.cohort.orchestrator.spec.AwsNames;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which account on AWS a run goes to, and as whom; without a queue it stays on this machine. */
final class AwsOptions {
    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            description = "Run on AWS Batch, by this job queue; on this machine unless said.")
    private @Nullable String queue;

    @Option(names = "--here", description = "Run on this machine, whatever queue the configuration names.")
    private boolean here;

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
    private @Nullable String priority;

    @Option(
            names = "--run-tag",
            paramLabel = "KEY=VALUE",
            description = "A tag on each job of the run, as for cost allocation; may be repeated.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(names = "--no-public-ip", description = "Give tasks on Fargate no public address.")
    private boolean noPublicIp;

    @Option(names = "--no-image-check", description = "Submit without looking at images first.")
    private boolean noImageCheck;

    @Option(
            names = "--detach",
            description = "Leave as soon as all is submitted: the jobs go on by themselves, and `attach` shows them.")
    private boolean detach;

    @Option(
            names = "--conductor",
            description = "With --detach: a small job in the queue looks after the run, so that what has to be decided"
                    + " when lanes have ended needs nobody.")
    private boolean conductor;

    boolean detach() {
        return detach;
    }

    boolean conductor() {
        return conductor;
    }

    /** Whether the user wants AWS Batch, by so many words. */
    boolean namesQueue() {
        return queue != null;
    }

    boolean isHere() {
        return here;
    }

    void requireSense(CommandLine line) {
        if (conductor && !detach) {
            throw new ParameterException(
                    line, "--conductor is for a run that nobody stays with: add --detach, or leave it out");
        }
        if (here && queue != null) {
            throw new ParameterException(
                    line, "--queue sends the run to AWS Batch, and --here keeps it: give one of them");
        }
        typed().values()
                .forEach((setting, found) -> setting.fault(found.value()).ifPresent(why -> {
                    throw unfit(line, "`--" + setting.key() + "`", why, found.value());
                }));
        tags.forEach((name, value) -> {
            AwsNames.tagNameFault(name).ifPresent(why -> {
                throw new ParameterException(line, "`--run-tag`: " + why);
            });
            AwsNames.tagFault(value).ifPresent(why -> {
                throw unfit(line, "`--run-tag " + Visible.text(name) + "`", why, value);
            });
        });
    }

    private static ParameterException unfit(CommandLine line, String option, String why, String value) {
        return new ParameterException(line, option + " " + why + ", and this is " + Visible.quote(value));
    }

    Settings typed() {
        Map<Setting, Found> values = new EnumMap<>(Setting.class);
        put(values, Setting.QUEUE, queue);
        put(values, Setting.REGION, region);
        put(values, Setting.JOB_ROLE, jobRole);
        put(values, Setting.EXECUTION_ROLE, executionRole);
        put(values, Setting.IMAGE_PREFIX, imagePrefix);
        put(values, Setting.LOG_GROUP, logGroup);
        put(values, Setting.SHARE_IDENTIFIER, shareIdentifier);
        put(values, Setting.PRIORITY, priority);
        off(values, Setting.PUBLIC_IP, noPublicIp);
        off(values, Setting.IMAGE_CHECK, noImageCheck);
        Map<String, Found> labels = new LinkedHashMap<>();
        tags.forEach((name, value) -> labels.put(name, new Found(value, "--run-tag")));
        return new Settings(values, labels);
    }

    private static void put(Map<Setting, Found> values, Setting setting, @Nullable String value) {
        Optional.ofNullable(value).ifPresent(said -> values.put(setting, new Found(said, "--" + setting.key())));
    }

    private static void off(Map<Setting, Found> values, Setting setting, boolean isOff) {
        if (isOff) {
            values.put(setting, new Found("false", "--no-" + setting.key()));
        }
    }
}
