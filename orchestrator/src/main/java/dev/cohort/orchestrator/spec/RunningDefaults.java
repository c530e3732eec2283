package dev.cohort.orchestrator.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settles how a step runs, key by key: what a profile says of it, what a step that uses it says, what it says itself, what a
 * profile says of all steps, what its file and the files that use it say of all steps.
 */
final class RunningDefaults {
    private static final int DEFAULT_ATTEMPTS = 1;

    private final List<Block> before;
    private final List<Block> after;

    private RunningDefaults(List<Block> before, List<Block> after) {
        this.before = before;
        this.after = after;
    }

    /** What outweighs the step itself, and what it outweighs; in each the first that says something counts. */
    static RunningDefaults of(List<Block> before, List<Block> after) {
        return new RunningDefaults(before, after);
    }

    Optional<String> image(Block step) {
        return first(step, block -> block.string("image"));
    }

    Optional<Duration> timeout(Block step) {
        return first(step, block -> block.string("timeout")).flatMap(Quantity::duration);
    }

    Retry retry(Block step) {
        return new Retry(
                first(step, block -> block.block("retry").string("attempts"))
                        .map(Integer::parseInt)
                        .orElse(DEFAULT_ATTEMPTS),
                first(step, block -> block.block("retry").string("memory"))
                        .map(Double::parseDouble)
                        .orElse(1.0),
                first(step, block -> block.block("retry").node("on-exit"))
                        .map(RunningDefaults::codes)
                        .orElse(Set.of()));
    }

    private static Set<Integer> codes(YamlNode list) {
        return ((YamlList) list)
                .items().stream()
                        .map(code -> Integer.parseInt(((YamlText) code).value()))
                        .collect(Collectors.toSet());
    }

    Optional<YamlText> queue(Block step) {
        return first(step, block -> block.text("queue"));
    }

    Optional<Integer> maxParallel(Block step) {
        return first(step, block -> block.string("max-parallel")).map(Integer::parseInt);
    }

    /** Of a map, entry by entry, the first that says something counts; what is said of all steps stands first. */
    Map<String, YamlText> merged(Block step, String key) {
        Map<String, YamlText> merged = new LinkedHashMap<>();
        List<Block> all = all(step).collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(all);
        all.forEach(block -> block.named(key).forEach((name, value) -> merged.put(name.value(), (YamlText) value)));
        return merged;
    }

    boolean keep(Block step) {
        return first(step, block -> block.flag("keep")).orElse(true);
    }

    Resources resources(Block step) {
        return new Resources(
                resource(step, "cpus").map(Double::parseDouble).orElse(Resources.DEFAULT_CPUS),
                resource(step, "memory").flatMap(Quantity::mebibytes).orElse(Resources.DEFAULT_MEMORY_MIB),
                resource(step, "disk").flatMap(Quantity::mebibytes).orElse(null),
                resource(step, "gpus").map(Integer::parseInt).orElse(0));
    }

    private Optional<String> resource(Block step, String key) {
        return first(step, block -> block.block("resources").string(key));
    }

    private <T> Optional<T> first(Block step, Function<Block, Optional<T>> read) {
        return all(step).map(read).flatMap(Optional::stream).findFirst();
    }

    private Stream<Block> all(Block step) {
        return Stream.of(before, List.of(step), after).flatMap(List::stream);
    }
}
