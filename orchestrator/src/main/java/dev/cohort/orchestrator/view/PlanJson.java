package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.plan.Account;
import dev.cohort.orchestrator.plan.BatchRequest;
import dev.cohort.orchestrator.plan.Downloads;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlanNotes;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plan for programs, in the form that the contract fixes. */
public final class PlanJson {
    private PlanJson() {}

    /** As it is stored with a run. */
    public static Json of(RunPlan plan) {
        return of(plan, Downloads.NONE);
    }

    /** With what its tasks fetch, which is known for now only. */
    public static Json of(RunPlan plan, Downloads downloads) {
        return Json.object()
                .put("run", plan.settings().run().text())
                .put("name", plan.settings().name())
                .put("pipeline", plan.graph().pipeline().name())
                .put("store", plan.settings().store())
                .put("samples", (long) plan.samples())
                .putIfPresent("account", account(plan))
                .put("jobs", array(plan.jobs(), job -> job(plan, job)))
                .put("steps", array(plan.steps(), step -> step(plan, step)))
                .put(
                        "groups",
                        array(
                                plan.groups(),
                                group -> Json.object()
                                        .put("group", (long) group.number())
                                        .put("lanes", (long) group.size())
                                        .put("chunks", (long) group.chunks().size())
                                        .put(
                                                "steps",
                                                Json.texts(plan.steps().stream()
                                                        .map(StepPlan::name)
                                                        .filter(group.steps()::contains)
                                                        .toList()))
                                        .build()))
                .put("submitCalls", (long) plan.jobs().size())
                .putIfPresent("fetchedFromS3", DownloadText.json(downloads))
                .putIfPresent("notes", notes(new PlanNotes(plan).onAwsBatch()))
                .build();
    }

    private static @Nullable Json account(RunPlan plan) {
        Account account = plan.settings().account();
        return account == null ? null : account.toJson();
    }

    private static Json job(RunPlan plan, PlannedJob job) {
        JsonObject.Builder json = Json.object()
                .put("name", job.name())
                .put("step", job.step())
                .put("kind", job.kind().word())
                .put("size", (long) job.size());
        if (job.group() != null && job.chunk() != null) {
            json.put("group", (long) job.group().number())
                    .put("chunk", (long) job.chunk().number());
        }
        json.put("dependsOn", array(job.dependsOn(), PlanJson::dependency))
                .putIfPresent("afterEnd", job.isHeld() ? Json.texts(job.afterEnd()) : null);
        if (plan.settings().account() != null) {
            addRequests(json, BatchRequest.of(plan, job));
        }
        return json.build();
    }

    /** Jobs that it waits for stand there by their names, as ids are known only when those are submitted. */
    private static void addRequests(JsonObject.Builder json, BatchRequest request) {
        json.put("request", request.submission(request.definitionName(), job -> job))
                .put("definition", request.registration());
    }

    private static Json dependency(JobDependency dependency) {
        return Json.object()
                .put("job", dependency.job())
                .put("type", dependency.type().name())
                .build();
    }

    private static Json step(RunPlan plan, StepPlan step) {
        JsonObject.Builder reasons = Json.object();
        step.reasons()
                .forEach((reason, count) ->
                        reasons.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), (long) count));
        JsonObject.Builder json = Json.object()
                .put("step", step.name())
                .put("each", step.step().spec().each().word())
                .put("leaf", plan.graph().isLeaf(step.name()))
                .put("attempts", (long) plan.attempts(step.name()))
                .put("run", (long) step.run())
                .put("passed", (long) step.passed())
                .put("current", (long) step.current())
                .putIfPresent("notNeeded", step.notNeeded() == 0 ? null : Json.number(step.notNeeded()))
                .put("reasons", reasons.build());
        step.vcpuHours().ifPresent(hours -> json.put("vcpuHoursAtMost", hours));
        new StepSettingsJson(plan, step).addTo(json);
        return json.build();
    }

    private static @Nullable Json notes(List<String> notes) {
        return notes.isEmpty() ? null : Json.texts(notes);
    }

    static <T> Json array(Collection<T> items, Function<T, Json> toJson) {
        return Json.array(items.stream().map(toJson).toArray(Json[]::new));
    }
}
