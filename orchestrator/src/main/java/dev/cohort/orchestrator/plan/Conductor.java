package dev.cohort.orchestrator.plan;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.RunId;
import dev.cohort.contract.WorkerImage;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The small job that looks after a run from inside its queue: it attaches to it, as anybody could from anywhere. */
public final class Conductor {
    private static final String WORD = "conductor";
    private static final TaskSize SIZE = new TaskSize(1, 1024, 0);
    private static final int ATTEMPTS = 10;

    /** With which Cohort leaves when a store or AWS itself has failed. */
    private static final int STORE_FAILED = 5;

    /** In a queue by fair shares it goes before the lanes that it looks after. */
    private static final int PRIORITY = 9_999;

    private final PlanSettings settings;
    private final Account account;
    private final Map<String, String> tags;
    private final Json definition;

    /** @param image in which Cohort is, as a job definition names it */
    public Conductor(RunPlan plan, String image) {
        this.settings = plan.settings();
        this.account = Objects.requireNonNull(settings.account(), "the plan is for this machine");
        this.tags = BatchTags.ofJob(plan, account);
        this.definition = definition(image);
    }

    /** No other job of any run has this name. */
    public static String name(RunId run) {
        return run + "-" + WORD;
    }

    public String name() {
        return name(settings.run());
    }

    public String queue() {
        return account.queue();
    }

    private Json definition(String image) {
        boolean fargate = account.fargate().contains(account.queue());
        return Json.object()
                .put("type", "container")
                .putIfPresent("platformCapabilities", fargate ? Json.texts(List.of("FARGATE")) : null)
                .put(
                        "containerProperties",
                        new ContainerShape(account, fargate, image, WorkerImage.PROGRAM, WORD, SIZE.on(fargate))
                                .json()
                                .build())
                .put("retryStrategy", BatchDefinition.retry(ATTEMPTS, fargate, STORE_FAILED))
                .put("propagateTags", true)
                .build();
    }

    /** By its content, so that the same is registered once over all runs. */
    public String definitionName() {
        return "cohort-" + WORD + "-"
                + Digest.short16(new Digest().field(definition.compact()).hex());
    }

    /** What is registered, by its name. */
    public Json registration() {
        JsonObject.Builder registration = Json.object().put("jobDefinitionName", definitionName());
        ((JsonObject) definition).fields().forEach(registration::put);
        return registration.build();
    }

    /** What is submitted. */
    public Json submission(String registered) {
        return Json.object()
                .put("jobName", name())
                .put("jobQueue", queue())
                .put("jobDefinition", registered)
                .putIfPresent("shareIdentifier", account.shareIdentifier())
                .putIfPresent("schedulingPriorityOverride", account.shareIdentifier() == null ? null : PRIORITY)
                .put(
                        "containerOverrides",
                        Json.object().put("command", Json.texts(command())).build())
                .putAll("tags", tags, Json::text)
                .build();
    }

    /** It has no configuration of anybody's; all but where the run is it reads there. */
    private List<String> command() {
        return List.of(WorkerImage.PROGRAM, "attach", settings.run().text(), "--store", settings.store());
    }
}
