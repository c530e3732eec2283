package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.FailureKind;
import dev.cohort.orchestrator.engine.Compute.TaskEnd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The list of a job's tasks that ended badly, kept in little room: of ten thousand most have one reason. */
final class KeptEnds {
    private final Map<Why, int[]> indices = new HashMap<>();

    private record Why(
            TaskEnd.How how, String reason, @Nullable FailureKind kind) {
        TaskEnd of(int index) {
            return new TaskEnd(index, how, reason, kind);
        }
    }

    KeptEnds(List<TaskEnd> ends) {
        Map<Why, IntStream.Builder> found = new HashMap<>();
        ends.forEach(end -> found.computeIfAbsent(
                        new Why(end.how(), end.reason(), end.kind()), unknown -> IntStream.builder())
                .add(end.index()));
        found.forEach((why, some) -> indices.put(why, some.build().toArray()));
    }

    /** In no order. */
    List<TaskEnd> list() {
        return indices.entrySet().stream()
                .flatMap(same -> IntStream.of(same.getValue()).mapToObj(same.getKey()::of))
                .toList();
    }
}
