package dev.cohort.orchestrator.view;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.diag.Note;
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
        json.putIfPresent("hint", problem.hint().orElse(null));
        return problem.notes().isEmpty()
                ? json.build()
                : json.put("notes", PlanJson.array(problem.notes(), ProblemsJson::note))
                        .build();
    }

    private static Json note(Note note) {
        JsonObject.Builder json = Json.object().put("message", note.message());
        place(json, note.place());
        return json.build();
    }

    private static void place(JsonObject.Builder json, Place place) {
        json.put("file", place.source().name()).put("line", (long) place.line()).put("column", (long) place.column());
    }
}
