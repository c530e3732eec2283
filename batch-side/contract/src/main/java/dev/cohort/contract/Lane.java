package dev.cohort.contract;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One sample's way through its per-sample steps: its columns, and the steps that it passes without running. */
public record Lane(String sample, Map<String, String> columns, Set<String> passes) {
    public Lane {
        requireSample(sample);
        columns = Copies.ordered(columns);
        passes = Copies.ordered(passes);
    }

    /** What is empty is left out, as there may be a million of these. */
    public Json toJson() {
        return Json.object()
                .put("sample", sample)
                .putIfPresent("columns", columns.isEmpty() ? null : columnsJson())
                .putIfPresent("passes", passes.isEmpty() ? null : Json.texts(passes))
                .build();
    }

    public static Lane fromJson(Json json) {
        Fields lane = json.fields("lane");
        return lane.make(() -> new Lane(
                lane.text("sample"),
                lane.has("columns") ? lane.map("columns", Fields::textAt) : Map.of(),
                lane.has("passes") ? new LinkedHashSet<>(lane.texts("passes")) : Set.of()));
    }

    private Json columnsJson() {
        JsonObject.Builder json = Json.object();
        columns.forEach(json::put);
        return json.build();
    }

    private static void requireSample(String sample) {
        Optional<String> problem = SampleName.problem(sample);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(problem.get());
        }
    }
}
