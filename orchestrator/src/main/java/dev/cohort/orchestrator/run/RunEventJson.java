package dev.cohort.orchestrator.run;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.RunState;
import dev.cohort.orchestrator.diag.Visible;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events as they stand in a journal. */
public final class RunEventJson {
    private RunEventJson() {}

    public static Json write(RunEvent event) {
        return event.accept(new Writing(Json.object().put("event", event.word())))
                .build();
    }

    /** Empty for an event that this version does not know: a newer one wrote it for its own use. */
    public static Optional<RunEvent> read(Json json) {
        Fields event = json.fields("event");
        return Optional.ofNullable(
                switch (event.text("event")) {
                    case EventWords.STARTED ->
                        new RunEvent.Started(
                                name(event, "name"),
                                name(event, "pipeline"),
                                event.integer("samples"),
                                Owner.fromJson(event.object("owner")),
                                event.textOrNull("queue"),
                                time(event));
                    case EventWords.PLANNED -> planned(event);
                    case EventWords.SUBMIT_INTENDED -> new RunEvent.SubmitIntended(event.text("job"));
                    case EventWords.SUBMITTED -> new RunEvent.Submitted(event.text("job"), event.text("id"));
                    case EventWords.NOT_SUBMITTED -> new RunEvent.NotSubmitted(event.text("job"));
                    case EventWords.PROGRESSED -> new RunEvent.Progressed(event.text("job"), counts(event));
                    case EventWords.TASK_FAILED -> new RunEvent.TaskFailed(failure(event));
                    case EventWords.TASK_RETRIED -> new RunEvent.TaskRetried(retried(event));
                    case EventWords.CANCEL_ASKED -> new RunEvent.CancelAsked(event.text("by"), time(event));
                    case EventWords.TAKEN_OVER ->
                        new RunEvent.TakenOver(Owner.fromJson(event.object("owner")), time(event));
                    case EventWords.ATTACHED ->
                        new RunEvent.Attached(Owner.fromJson(event.object("owner")), time(event));
                    case EventWords.DETACHED -> new RunEvent.Detached(time(event));
                    case EventWords.ENDED ->
                        new RunEvent.Ended(event.word("state", RunState.class), event.textOrNull("why"), time(event));
                    default -> null;
                });
    }

    private static RunEvent planned(Fields event) {
        return new RunEvent.Planned(
                event.integer("round"), event.list("steps", RunEventJson::step), event.list("jobs", RunEventJson::job));
    }

    private static PlannedStep step(Json json, String where) {
        Fields step = json.fields(where);
        return new PlannedStep(
                name(step, "step"),
                step.integer("current"),
                nameOrNull(step, "results"),
                step.texts("tolerates").stream().map(Visible::text).toList());
    }

    /** Names are printed as they stand here, and whoever may write into the store may have put anything in their place. */
    private static String name(Fields fields, String field) {
        return Visible.text(fields.text(field));
    }

    private static @Nullable String nameOrNull(Fields fields, String field) {
        @Nullable String name = fields.textOrNull(field);
        return name == null ? null : Visible.text(name);
    }

    private static JobTasks job(Json json, String where) {
        Fields job = json.fields(where);
        return new JobTasks(
                job.text("job"),
                name(job, "step"),
                job.integer("tasks"),
                job.has("passes") ? job.integer("passes") : 0);
    }

    private static TaskCounts counts(Fields event) {
        return new TaskCounts(
                event.integer("succeeded"),
                event.integer("passed"),
                event.integer("failed"),
                event.integer("upstream"),
                event.integer("running"),
                event.integer("pending"),
                event.integer("cancelled"),
                event.has("retries") ? event.integer("retries") : 0);
    }

    private static FailedTask failure(Fields event) {
        return new FailedTask(
                name(event, "step"),
                nameOrNull(event, "sample"),
                event.word("kind", FailureKind.class),
                event.text("message"),
                event.textOrNull("log"),
                event.texts("tail"));
    }

    private static RetriedTask retried(Fields event) {
        return new RetriedTask(
                name(event, "step"),
                nameOrNull(event, "sample"),
                event.integer("attempt"),
                event.integer("attempts"),
                event.has("kind") ? event.word("kind", FailureKind.class) : null,
                event.text("message"));
    }

    private static Instant time(Fields event) {
        try {
            return Instant.parse(event.text("at"));
        } catch (DateTimeException notATime) {
            throw event.fault("at", "is not a time such as 2026-01-31T12:00:00Z");
        }
    }

    /** The fields of each event, behind its word. */
    private record Writing(JsonObject.Builder json) implements RunEvent.Visitor<JsonObject.Builder> {
        @Override
        public JsonObject.Builder started(RunEvent.Started event) {
            return json.put("name", event.name())
                    .put("pipeline", event.pipeline())
                    .put("samples", (long) event.samples())
                    .put("owner", event.owner().toJson())
                    .putIfPresent("queue", event.queue())
                    .put("at", event.at().toString());
        }

        @Override
        public JsonObject.Builder planned(RunEvent.Planned event) {
            return json.put("round", (long) event.round())
                    .put(
                            "steps",
                            Json.array(event.steps().stream()
                                    .map(step -> Json.object()
                                            .put("step", step.name())
                                            .put("current", (long) step.current())
                                            .putIfPresent("results", step.results())
                                            .put("tolerates", Json.texts(step.tolerates()))
                                            .build())
                                    .toList()))
                    .put(
                            "jobs",
                            Json.array(event.jobs().stream()
                                    .map(job -> Json.object()
                                            .put("job", job.job())
                                            .put("step", job.step())
                                            .put("tasks", (long) job.tasks())
                                            .putIfPresent("passes", job.passes() == 0 ? null : job.passes())
                                            .build())
                                    .toList()));
        }

        @Override
        public JsonObject.Builder submitIntended(RunEvent.SubmitIntended event) {
            return json.put("job", event.job());
        }

        @Override
        public JsonObject.Builder submitted(RunEvent.Submitted event) {
            return json.put("job", event.job()).put("id", event.id());
        }

        @Override
        public JsonObject.Builder notSubmitted(RunEvent.NotSubmitted event) {
            return json.put("job", event.job());
        }

        @Override
        public JsonObject.Builder progressed(RunEvent.Progressed event) {
            event.counts().putInto(json.put("job", event.job()));
            return json;
        }

        @Override
        public JsonObject.Builder taskFailed(RunEvent.TaskFailed event) {
            FailedTask task = event.task();
            return json.put("step", task.step())
                    .putIfPresent("sample", task.sample())
                    .put("kind", task.kind().word())
                    .put("message", task.message())
                    .putIfPresent("log", task.log())
                    .put("tail", Json.texts(task.tail()));
        }

        @Override
        public JsonObject.Builder taskRetried(RunEvent.TaskRetried event) {
            RetriedTask task = event.task();
            return json.put("step", task.step())
                    .putIfPresent("sample", task.sample())
                    .put("attempt", (long) task.attempt())
                    .put("attempts", (long) task.attempts())
                    .putIfPresent(
                            "kind", task.kind() == null ? null : task.kind().word())
                    .put("message", task.message());
        }

        @Override
        public JsonObject.Builder cancelAsked(RunEvent.CancelAsked event) {
            return json.put("by", event.by()).put("at", event.at().toString());
        }

        @Override
        public JsonObject.Builder takenOver(RunEvent.TakenOver event) {
            return json.put("owner", event.owner().toJson())
                    .put("at", event.at().toString());
        }

        @Override
        public JsonObject.Builder attached(RunEvent.Attached event) {
            return json.put("owner", event.owner().toJson())
                    .put("at", event.at().toString());
        }

        @Override
        public JsonObject.Builder detached(RunEvent.Detached event) {
            return json.put("at", event.at().toString());
        }

        @Override
        public JsonObject.Builder ended(RunEvent.Ended event) {
            return json.put("state", event.state().word())
                    .putIfPresent("why", event.why())
                    .put("at", event.at().toString());
        }
    }
}
