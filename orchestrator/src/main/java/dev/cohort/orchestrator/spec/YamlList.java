package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import java.util.List;

/** Values in order. */
record YamlList(List<YamlNode> items, Place place) implements YamlNode {
    YamlList {
        items = List.copyOf(items);
    }

    @Override
    public String word() {
        return "a list";
    }
}
