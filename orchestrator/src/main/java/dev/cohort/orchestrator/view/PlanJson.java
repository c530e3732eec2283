package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.plan.JobDependency;
import dev.cohort.orchestrator.plan.PlannedJob;
import dev.cohort.orchestrator.plan.RunPlan;
import dev.cohort.orchestrator.plan.StepPlan;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/** A plan for programs, in the form that the contract fixes. */
public final class PlanJson {
    private PlanJson() {}

    public static Json of(RunPlan plan) {
        return Json.object()
                .put("run", plan.settings().run().text())
                .put("name", plan.settings().name())
                .put("pipeline", plan.graph().pipeline().name())
                .put("store", plan.settings().store())
                .put("samples", (long) plan.samples())
                .put("jobs", array(plan.jobs(), PlanJson::job))
                .put("steps", array(plan.steps(), PlanJson::step))
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
                .build();
    }

    private static Json job(PlannedJob job) {
        JsonObject.Builder json = Json.object()
                .put("name", job.name())
                .put("step", job.step())
                .put("kind", job.kind().word())
                .put("size", (long) job.size());
        if (job.group() != null && job.chunk() != null) {
            json.put("group", (long) job.group().number())
                    .put("chunk", (long) job.chunk().number());
        }
        return json.put("dependsOn", array(job.dependsOn(), PlanJson::dependency))
                .build();
    }

    private static Json dependency(JobDependency dependency) {
        return Json.object()
                .put("job", dependency.job())
                .put("type", dependency.type().name())
                .build();
    }

    private static Json step(StepPlan step) {
        JsonObject.Builder reasons = Json.object();
        step.reasons()
                .forEach((reason, count) ->
                        reasons.put(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), (long) count));
        JsonObject.Builder json = Json.object()
                .put("step", step.name())
                .put("each", step.step().spec().each().word())
                .put("run", (long) step.run())
                .put("passed", (long) step.passed())
                .put("current", (long) step.current())
                .putIfPresent("notNeeded", step.notNeeded() == 0 ? null : Json.number(step.notNeeded()))
                .put("reasons", reasons.build());
        step.vcpuHours().ifPresent(hours -> json.put("vcpuHoursAtMost", hours));
        return json.build();
    }

    static <T> Json array(Collection<T> items, Function<T, Json> toJson) {
        return Json.array(items.stream().map(toJson).toArray(Json[]::new));
    }
}
