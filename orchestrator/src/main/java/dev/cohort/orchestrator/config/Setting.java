package dev.cohort.orchestrator.config;

import dev.cohort.contract.Encryption;
import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.orchestrator.spec.AwsNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be settled beforehand; one word for it in files, in variables and on the command line. */
public enum Setting {
    STORE("where data lives: a directory or s3://BUCKET/PREFIX", false, text -> Optional.empty()),
    ENCRYPTION("how S3 is told to encrypt what is written", false, Setting::encryptionFault),
    KMS_KEY("the key of AWS KMS that it is encrypted with", false, Setting::kmsKeyFault),
    QUEUE("the job queue on AWS Batch that runs go to", true, AwsNames::queueFault),
    REGION("the region of AWS", true, AwsNames::regionFault),
    JOB_ROLE("the role as which tasks read and write files", true, AwsNames::roleFault),
    EXECUTION_ROLE("the role as which AWS fetches images and secrets for tasks", true, AwsNames::roleFault),
    IMAGE_PREFIX("where cohort/... images lie", true, AwsNames::imagePrefixFault),
    LOG_GROUP("where logs go in CloudWatch", true, AwsNames::logGroupFault),
    PUBLIC_IP("whether tasks on Fargate get a public address", true, Setting::flagFault),
    SHARE_IDENTIFIER("whose share of a fair-share queue runs take", false, AwsNames::shareFault),
    PRIORITY("the priority of runs in a fair-share queue", false, Setting::priorityFault),
    IMAGE_CHECK("whether images are looked at before anything is submitted", false, Setting::flagFault);

    private static final Pattern KMS_KEY_FORM = Pattern.compile("[A-Za-z0-9:/_-]{1,2048}");
    private static final Pattern PRIORITY_FORM = Pattern.compile("\\d{1,4}");

    private final String doc;
    private final boolean ofStore;
    private final Function<String, Optional<String>> fault;

    Setting(String doc, boolean ofStore, Function<String, Optional<String>> fault) {
        this.doc = doc;
        this.ofStore = ofStore;
        this.fault = fault;
    }

    /** In files; on the command line after two dashes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return "COHORT_" + name();
    }

    /** In environment.json. */
    String field() {
        String[] words = key().split("-", -1);
        return words[0]
                + Stream.of(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .reduce("", String::concat);
    }

    /** Whether a store can say it for all who use it. */
    boolean isOfStore() {
        return ofStore;
    }

    /** What is wrong with a value, as the end of a sentence: "must be …". */
    public Optional<String> fault(String value) {
        return value.isBlank() ? Optional.of("is empty") : fault.apply(value);
    }

    /** The one with this key. */
    public static Optional<Setting> of(String key) {
        return Stream.of(values()).filter(setting -> setting.key().equals(key)).findFirst();
    }

    /** Every key, with what it is. */
    static Map<String, String> docs() {
        Map<String, String> docs = new LinkedHashMap<>();
        Stream.of(values()).forEach(setting -> docs.put(setting.key(), setting.doc));
        return docs;
    }

    Json toJson(String value) {
        return this == PUBLIC_IP ? Json.flag(Boolean.parseBoolean(value)) : Json.text(value);
    }

    String fromJson(Fields fields) {
        return this == PUBLIC_IP ? Boolean.toString(fields.flag(field())) : fields.text(field());
    }

    private static Optional<String> encryptionFault(String value) {
        return List.of(Encryption.BY_S3, Encryption.BY_KMS).contains(value)
                ? Optional.empty()
                : Optional.of("must be `" + Encryption.BY_S3 + "` or `" + Encryption.BY_KMS + "`");
    }

    private static Optional<String> kmsKeyFault(String value) {
        return KMS_KEY_FORM.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("must be the ARN, the id or the alias of a key, such as `alias/lab`");
    }

    private static Optional<String> flagFault(String value) {
        return List.of("true", "false").contains(value) ? Optional.empty() : Optional.of("must be `true` or `false`");
    }

    private static Optional<String> priorityFault(String value) {
        return PRIORITY_FORM.matcher(value).matches()
                ? Optional.empty()
                : Optional.of("must be a whole number from 0 to 9999");
    }
}
