package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of an account on AWS a plan is made for: where its jobs go, and as whom they run.
 *
 * @param queue where jobs go whose step names no other
 * @param region null where the one that AWS's own settings name is meant
 * @param jobRole as which tasks ask for files; null where they do as the instance that they run on
 * @param executionRole as which AWS fetches images and secrets before a task starts
 * @param imagePrefix where {@code cohort/…} images lie, without a slash at its end
 * @param logGroup null for that of AWS Batch
 * @param shareIdentifier whose share of a queue by fair shares the run takes
 * @param priority among jobs of the same share; null where later steps go first
 * @param tags on each job, beside those of its step
 * @param publicIp whether tasks on Fargate get an address by which they reach images and files without a gateway
 * @param fargate the queues whose tasks run on Fargate, as they are named in a plan
 * @param imageCheck whether images are looked at before anything is submitted
 * @param images what each step runs in, as a job definition names it, and by its digest where that was looked up
 * @param queueArn by which the queue is told from one of the same name in another account or region; null where nobody has looked
 */
public record Account(
        String queue,
        @Nullable String region,
        @Nullable String jobRole,
        @Nullable String executionRole,
        @Nullable String imagePrefix,
        @Nullable String logGroup,
        @Nullable String shareIdentifier,
        @Nullable Integer priority,
        Map<String, String> tags,
        boolean publicIp,
        Set<String> fargate,
        boolean imageCheck,
        Map<String, String> images,
        @Nullable String queueArn) {
    private static final String OURS = "cohort/";

    /** What runs where a step names no image, and what waits where a job has too many to wait for. */
    public static final String BASE_IMAGE = OURS + "base";

    public Account {
        if (queue.isBlank()) {
            throw new IllegalArgumentException("an account without a queue");
        }
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        fargate = Set.copyOf(fargate);
        images = Map.copyOf(images);
    }

    /** One that nobody has looked at. */
    public Account(
            String queue,
            @Nullable String region,
            @Nullable String jobRole,
            @Nullable String executionRole,
            @Nullable String imagePrefix,
            @Nullable String logGroup,
            @Nullable String shareIdentifier,
            @Nullable Integer priority,
            Map<String, String> tags,
            boolean publicIp,
            Set<String> fargate,
            boolean imageCheck) {
        this(
                queue,
                region,
                jobRole,
                executionRole,
                imagePrefix,
                logGroup,
                shareIdentifier,
                priority,
                tags,
                publicIp,
                fargate,
                imageCheck,
                Map.of(),
                null);
    }

    /** One of which nothing but a queue is known. */
    public static Account of(String queue) {
        return new Account(queue, null, null, null, null, null, null, null, Map.of(), true, Set.of(), true);
    }

    public Account region(String found) {
        return known(found, fargate, images, queueArn);
    }

    /** The same, once it is known which queues are on Fargate. */
    public Account fargate(Set<String> queues) {
        return known(region, queues, images, queueArn);
    }

    /** The same, once it is known what each step runs in. */
    public Account images(Map<String, String> names) {
        return known(region, fargate, names, queueArn);
    }

    /** The same, once it is known which queue it is that has the name. */
    public Account queueArn(@Nullable String arn) {
        return known(region, fargate, images, arn);
    }

    private Account known(@Nullable String found, Set<String> queues, Map<String, String> names, @Nullable String arn) {
        return new Account(
                queue,
                found,
                jobRole,
                executionRole,
                imagePrefix,
                logGroup,
                shareIdentifier,
                priority,
                tags,
                publicIp,
                queues,
                imageCheck,
                names,
                arn);
    }

    boolean isFargate(Optional<String> ownQueue) {
        return fargate.contains(ownQueue.orElse(queue));
    }

    /** The image that a step runs in, as a job definition names it. */
    public String image(StepSpec step) {
        String named = images.get(step.name());
        return named == null ? image(step.image() == null ? BASE_IMAGE : step.image()) : named;
    }

    /** Our own lie under the prefix only, and are never asked of a public registry. */
    public String image(String name) {
        return imagePrefix != null && isOurs(name) ? imagePrefix + "/" + name : name;
    }

    static boolean isOurs(String image) {
        return image.startsWith(OURS);
    }

    public Json toJson() {
        JsonObject.Builder labels = Json.object();
        tags.forEach(labels::put);
        return Json.object()
                .put("queue", queue)
                .putIfPresent("region", region)
                .putIfPresent("jobRole", jobRole)
                .putIfPresent("executionRole", executionRole)
                .putIfPresent("imagePrefix", imagePrefix)
                .putIfPresent("logGroup", logGroup)
                .putIfPresent("shareIdentifier", shareIdentifier)
                .putIfPresent("priority", priority)
                .put("tags", labels.build())
                .put("publicIp", publicIp)
                .put("fargate", Json.texts(fargate.stream().sorted().toList()))
                .put("imageCheck", imageCheck)
                .putAll("images", images, Json::text)
                .putIfPresent("queueArn", queueArn)
                .build();
    }

    public static Account fromJson(Fields account) {
        return account.make(() -> new Account(
                account.text("queue"),
                account.textOrNull("region"),
                account.textOrNull("jobRole"),
                account.textOrNull("executionRole"),
                account.textOrNull("imagePrefix"),
                account.textOrNull("logGroup"),
                account.textOrNull("shareIdentifier"),
                account.integerOrNull("priority"),
                account.map("tags", Fields::textAt),
                account.flag("publicIp"),
                Set.copyOf(account.texts("fargate")),
                account.flag("imageCheck"),
                account.has("images") ? account.map("images", Fields::textAt) : Map.of(),
                account.textOrNull("queueArn")));
    }
}
