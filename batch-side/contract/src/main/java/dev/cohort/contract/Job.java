package dev.cohort.contract;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all lanes of one job share, as its worker reads it: the step with its patterns, the definition half of the
 * fingerprint ({@code def}), and the URLs of the store and of the lanes. {@code force} makes a task run even where what it
 * would make is there; {@code terms} is what it asks for beside.
 */
public record Job(
        String run,
        String name,
        String pipeline,
        String step,
        Each each,
        Body body,
        Map<String, InputPattern> inputs,
        Map<String, OutputPattern> outputs,
        String def,
        @Nullable Payload payload,
        Map<String, Template> env,
        Limits limits,
        String store,
        @Nullable String lanes,
        boolean force,
        Terms terms) {
    /** A job whose tasks pass where what they would make is there, and that asks for nothing more. */
    public Job(
            String run,
            String name,
            String pipeline,
            String step,
            Each each,
            Body body,
            Map<String, InputPattern> inputs,
            Map<String, OutputPattern> outputs,
            String def,
            @Nullable Payload payload,
            Map<String, Template> env,
            Limits limits,
            String store,
            @Nullable String lanes) {
        this(
                run,
                name,
                pipeline,
                step,
                each,
                body,
                inputs,
                outputs,
                def,
                payload,
                env,
                limits,
                store,
                lanes,
                false,
                Terms.NONE);
    }

    public Job {
        StoreLayout.requireSegment(run, "`run`");
        StoreLayout.requireSegment(name, "`name`");
        StoreLayout.requireSegment(step, "`step`");
        Objects.requireNonNull(pipeline, "pipeline");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(terms, "terms");
        inputs = Copies.ordered(inputs);
        outputs = Copies.ordered(outputs);
        env = Copies.ordered(env);
        Digest.requireSha256(def, "`def`");
        requireLanes(each, body, lanes);
        requireStore(store);
    }

    public Json toJson() {
        return Json.object()
                .put("contract", Fields.CONTRACT)
                .put("run", run)
                .put("name", name)
                .put("pipeline", pipeline)
                .put("step", step)
                .put("each", each.word())
                .put("body", body.toJson())
                .putAll("inputs", inputs, InputPattern::toJson)
                .putAll("outputs", outputs, OutputPattern::toJson)
                .put("def", def)
                .putIfPresent("payload", payload == null ? null : payload.toJson())
                .putAll("env", env, Template::toJson)
                .put("limits", limits.toJson())
                .put("store", store)
                .putIfPresent("lanes", lanes)
                .putIfPresent("force", force ? Json.flag(true) : null)
                .putIfPresent("terms", terms.equals(Terms.NONE) ? null : terms.toJson())
                .build();
    }

    public static Job fromJson(Json json) {
        Fields job = json.fields("job").checkContract();
        Fields payload = job.objectOrNull("payload");
        Fields terms = job.objectOrNull("terms");
        return job.make(() -> new Job(
                job.text("run"),
                job.text("name"),
                job.text("pipeline"),
                job.text("step"),
                job.word("each", Each.class),
                Body.fromJson(job.json("body"), "job.body"),
                job.map("inputs", InputPattern::fromJson),
                job.map("outputs", OutputPattern::fromJson),
                job.text("def"),
                payload == null ? null : Payload.fromJson(payload),
                job.map("env", Template::fromJson),
                Limits.fromJson(job.object("limits")),
                job.text("store"),
                job.textOrNull("lanes"),
                job.has("force") && job.flag("force"),
                terms == null ? Terms.NONE : Terms.fromJson(terms)));
    }

    /** The same for one attempt, which may be given more than the others. */
    public Job with(Limits more, Map<String, Template> variables) {
        return new Job(
                run, name, pipeline, step, each, body, inputs, outputs, def, payload, variables, more, store, lanes,
                force, terms);
    }

    private static void requireLanes(Each each, Body body, @Nullable String lanes) {
        if (each == Each.SAMPLE && lanes == null && !(body instanceof Body.Pass)) {
            throw new IllegalArgumentException("a job that runs per sample needs `lanes`");
        }
    }

    private static void requireStore(String store) {
        if (store.isBlank()) {
            throw new IllegalArgumentException("`store` is empty");
        }
    }
}
