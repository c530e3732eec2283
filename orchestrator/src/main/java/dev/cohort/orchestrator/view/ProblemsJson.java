package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import java.util.List;

/** Problems for programs, in the form that the contract fixes. */
public final class ProblemsJson {
    private ProblemsJson() {}

    public static Json of(List<Problem> problems) {
        return PlanJson.array(problems, ProblemsJson::problem);
    }

    private static Json problem(Problem problem) {
        JsonObject.Builder json =
                Json.object().put("severity", problem.severity().word()).put("message", problem.message());
        problem.place().ifPresent(place -> place(json, place));
        return json.putIfPresent("hint", problem.hint().orElse(null)).build();
    }

    private static void place(JsonObject.Builder json, Place place) {
        json.put("file", place.source().name()).put("line", (long) place.line()).put("column", (long) place.column());
    }
}
