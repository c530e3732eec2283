package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The story of a task, for programs. */
public final class TaskJson {
    private TaskJson() {}

    public static Json of(TaskStory story) {
        JsonObject.Builder json = Json.object()
                .put("run", story.run())
                .put("name", story.name())
                .put("step", story.step())
                .put("sample", story.sample() == null ? Json.nothing() : Json.text(story.sample()))
                .put("attempts", (long) story.attempts())
                .putIfPresent("running", story.running())
                .put("inputs", PlanJson.array(story.inputs(), TaskJson::input));
        if (story.inputsAsThen() != null) {
            json.put("inputsAsThen", story.inputsAsThen());
        }
        if (story.onQueue() != null) {
            json.put("onQueue", onQueue(story.onQueue()));
        }
        return json.put("body", body(story))
                .put("results", story.results())
                .put("logs", logs(story))
                .put(
                        "outcome",
                        story.outcome() == null
                                ? Json.nothing()
                                : story.outcome().toJson())
                .build();
    }

    private static Json onQueue(TaskStory.OnQueue onQueue) {
        return Json.object()
                .putIfPresent("job", onQueue.job())
                .putIfPresent("image", onQueue.image())
                .putIfPresent("standing", onQueue.standing())
                .put("attempts", PlanJson.array(onQueue.attempts(), TaskJson::attempt))
                .put("tail", Json.texts(onQueue.tail()))
                .build();
    }

    private static Json attempt(TaskStory.OnQueue.Attempt attempt) {
        return Json.object()
                .put("attempt", (long) attempt.number())
                .put("logGroup", attempt.group())
                .putIfPresent("logStream", attempt.stream())
                .build();
    }

    private static Json input(TaskStory.Input input) {
        return Json.object()
                .put("name", input.name())
                .put(input.isFile() ? "at" : "value", input.text())
                .putIfPresent("producer", input.producer())
                .put("files", (long) input.files())
                .put("bytes", input.bytes())
                .putIfPresent("identity", input.identity())
                .putIfPresent("fault", input.fault())
                .build();
    }

    private static Json body(TaskStory story) {
        return Json.object()
                .put("kind", story.kind())
                .putIfPresent("image", story.image())
                .put("argv", Json.texts(story.argv()))
                .putAll("environment", story.environment(), Json::text)
                .putAll("with", story.with(), Json::text)
                .build();
    }

    private static Json logs(TaskStory story) {
        List<Json> logs = new ArrayList<>();
        story.logs()
                .forEach((attempt, at) -> logs.add(Json.object()
                        .put("attempt", (long) attempt)
                        .put("at", at)
                        .build()));
        return Json.array(logs);
    }
}
