package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import dev.cohort.orchestrator.plan.StepSettings;
import dev.cohort.orchestrator.spec.Quorum;
import dev.cohort.orchestrator.spec.Retry;
import dev.cohort.orchestrator.spec.StepSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a step runs, for programs; what it does not say is left out. */
final class StepSettingsJson {
    private final RunPlan plan;
    private final StepSpec step;
    private final StepSettings settings;

    StepSettingsJson(RunPlan plan, StepPlan step) {
        this.plan = plan;
        this.step = step.step().spec();
        this.settings = plan.settings(step.name());
    }

    void addTo(JsonObject.Builder json) {
        int gpus = step.resources().gpus();
        Set<String> variables = step.provisions().env().keySet();
        json.putIfPresent("gpus", gpus == 0 ? null : Integer.valueOf(gpus))
                .putIfPresent("retry", retry(step.retry()))
                .putIfPresent("queue", step.placement().queue().orElse(null))
                .putIfPresent("tags", texts(settings.tags()))
                .putIfPresent("env", variables.isEmpty() ? null : Json.texts(variables))
                .putIfPresent("secrets", texts(settings.secrets()))
                .putIfPresent("mounts", mounts(settings.mounts()));
        step.placement().maxParallel().ifPresent(most -> json.put("maxParallel", (long) most));
        step.minSuccess().ifPresent(quorum -> json.put("minSuccess", least(quorum)));
    }

    /** Of several that it gathers, of which not all need be of the same lanes, what is asked for of any. */
    private long least(Quorum quorum) {
        return plan.graph().step(step.name()).gathered().stream()
                .mapToInt(gathered -> quorum.least(plan.needing(gathered)))
                .max()
                .orElse(0);
    }

    private static @Nullable Json retry(Retry retry) {
        return retry.asksForMore()
                ? Json.object()
                        .putIfPresent("memory", retry.memory() > 1 ? Double.valueOf(retry.memory()) : null)
                        .put(
                                "onExit",
                                Json.array(retry.onExit().stream()
                                        .sorted()
                                        .map(Json::number)
                                        .toList()))
                        .build()
                : null;
    }

    private static @Nullable Json texts(Map<String, String> texts) {
        JsonObject.Builder json = Json.object();
        texts.forEach(json::put);
        return texts.isEmpty() ? null : json.build();
    }

    private static @Nullable Json mounts(List<StepSettings.Mounted> mounts) {
        return mounts.isEmpty()
                ? null
                : Json.array(mounts.stream()
                        .map(mount -> Json.object()
                                .put("name", mount.name())
                                .putIfPresent("host", mount.host())
                                .putIfPresent("efs", mount.efs())
                                .put("at", mount.at())
                                .put("readOnly", mount.readOnly())
                                .build())
                        .toList());
    }
}
