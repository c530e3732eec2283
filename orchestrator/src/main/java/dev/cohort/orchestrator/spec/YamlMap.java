package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.List;
import java.util.Optional;

/** Keys with values, in the order of the file; keys are unique. */
record YamlMap(List<Entry> entries, Place place) implements YamlNode {
    YamlMap {
        entries = List.copyOf(entries);
    }

    record Entry(YamlText key, YamlNode value) {
        String name() {
            return key.value();
        }
    }

    Optional<YamlNode> get(String name) {
        return entry(name).map(Entry::value);
    }

    Optional<Entry> entry(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    @Override
    public String word() {
        return "a map";
    }
}
