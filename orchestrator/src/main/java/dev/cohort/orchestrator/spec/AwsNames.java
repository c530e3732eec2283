package dev.cohort.orchestrator.spec;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What names and addresses of things on AWS look like, so that a mistyped one is told before AWS sees it. */
public final class AwsNames {
    private static final String ARN = "arn:aws[a-z-]{0,20}:";
    private static final String ACCOUNT = ":[a-z0-9-]{1,30}:\\d{12}:";
    private static final Pattern SECRET = Pattern.compile(ARN + "secretsmanager" + ACCOUNT
            + "secret:[A-Za-z0-9/_+=.@-]{1,519}(:[^:\\s]{0,256}:[^:\\s]{0,256}:[^:\\s]{0,64})?");
    private static final Pattern PARAMETER =
            Pattern.compile("(" + ARN + "ssm" + ACCOUNT + "parameter)?(/[A-Za-z0-9_.-]{1,1000}){1,15}");
    private static final Pattern QUEUE =
            Pattern.compile("(" + ARN + "batch" + ACCOUNT + "job-queue/)?[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern FILE_SYSTEM = Pattern.compile("fs-[0-9a-f]{8,40}");
    private static final Pattern ACCESS_POINT = Pattern.compile("fsap-[0-9a-f]{8,40}");
    private static final Pattern TAG_VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-\\d");
    private static final Pattern ROLE = Pattern.compile(ARN + "iam::\\d{12}:role/[A-Za-z0-9_+=,.@/-]{1,575}");
    private static final Pattern IMAGE_PREFIX =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,250}(:\\d{1,5})?(/[a-z0-9]+([._-][a-z0-9]+)*)*");
    private static final Pattern LOG_GROUP = Pattern.compile("[A-Za-z0-9_/.#-]{1,512}");
    private static final Pattern SHARE = Pattern.compile("[A-Za-z0-9]{1,255}");
    private static final int LONGEST_PATH = 4096;
    private static final Set<String> DETOURS = Set.of("", ".", "..");

    private AwsNames() {}

    /** The value itself is never quoted: it could be the secret. */
    public static Optional<String> secretFault(String address) {
        boolean good = address.length() <= 2048
                && (SECRET.matcher(address).matches()
                        || PARAMETER.matcher(address).matches());
        return unless(
                good, "must be where a secret is kept: the ARN of a secret or a parameter, or a parameter's name");
    }

    public static Optional<String> queueFault(String queue) {
        return unless(
                QUEUE.matcher(queue).matches(),
                "must be the name or ARN of a job queue: letters, digits, `_` and `-`, 128 at most");
    }

    public static Optional<String> regionFault(String region) {
        return unless(REGION.matcher(region).matches(), "must be the name of a region, such as `eu-central-1`");
    }

    public static Optional<String> roleFault(String role) {
        return unless(
                ROLE.matcher(role).matches(),
                "must be the ARN of a role, such as `arn:aws:iam::123456789012:role/cohort-job`");
    }

    public static Optional<String> imagePrefixFault(String prefix) {
        return unless(
                IMAGE_PREFIX.matcher(prefix).matches(),
                "must be a registry, with or without a path, such as `123456789012.dkr.ecr.eu-central-1.amazonaws.com`");
    }

    public static Optional<String> logGroupFault(String group) {
        return unless(
                LOG_GROUP.matcher(group).matches(),
                "must be the name of a log group: letters, digits and `_/.#-`, 512 at most");
    }

    public static Optional<String> shareFault(String share) {
        return unless(SHARE.matcher(share).matches(), "must be letters and digits, 255 at most");
    }

    /** What is wrong with the name of a tag, as a sentence of its own. */
    public static Optional<String> tagNameFault(String name) {
        return NameRule.TAG.problem(name);
    }

    public static Optional<String> fileSystemFault(String id) {
        return unless(
                FILE_SYSTEM.matcher(id).matches(),
                "must be the id of an EFS file system, such as `fs-0123456789abcdef0`");
    }

    public static Optional<String> accessPointFault(String id) {
        return unless(
                ACCESS_POINT.matcher(id).matches(),
                "must be the id of an EFS access point, such as `fsap-0123456789abcdef0`");
    }

    public static Optional<String> tagFault(String value) {
        return unless(
                TAG_VALUE.matcher(value).matches(),
                "must be the value of a tag: letters, digits, spaces and `_.:/=+-@`, 256 at most");
    }

    /** A path as mounts have them: absolute, and without detours. */
    public static Optional<String> pathFault(String path) {
        boolean good = path.length() <= LONGEST_PATH
                && path.startsWith("/")
                && path.chars().noneMatch(c -> c == ':' || Character.isISOControl(c))
                && Stream.of(path.substring(1).split("/", -1)).noneMatch(DETOURS::contains);
        return unless(good, "must be an absolute path without `.`, `..` and `:`, such as `/data/reference`");
    }

    private static Optional<String> unless(boolean good, String fault) {
        return good ? Optional.empty() : Optional.of(fault);
    }
}
