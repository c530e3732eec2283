package dev.cohort.contract;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One sample's way through its per-sample steps: its columns, the steps that it passes without running, and those that it has no
 * need of, so that whatever lies there from before is not read.
 */
public record Lane(String sample, Map<String, String> columns, Set<String> passes, Set<String> without) {
    /** A lane that needs all steps. */
    public Lane(String sample, Map<String, String> columns, Set<String> passes) {
        this(sample, columns, passes, Set.of());
    }

    public Lane {
        without = Copies.ordered(without);
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
                .putIfPresent("without", without.isEmpty() ? null : Json.texts(without))
                .build();
    }

    public static Lane fromJson(Json json) {
        Fields lane = json.fields("lane");
        return lane.make(() -> new Lane(
                lane.text("sample"),
                lane.has("columns") ? lane.map("columns", Fields::textAt) : Map.of(),
                lane.has("passes") ? new LinkedHashSet<>(lane.texts("passes")) : Set.of(),
                lane.has("without") ? new LinkedHashSet<>(lane.texts("without")) : Set.of()));
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
