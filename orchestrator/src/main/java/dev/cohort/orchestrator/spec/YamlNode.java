package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;

/** A piece of YAML as plain data: a map, a list or a text, each with its place. */
sealed interface YamlNode permits YamlMap, YamlList, YamlText {
    Place place();

    /** What it is, for messages: "a list". */
    String word();

    /** Nothing was written where a value could stand. */
    default boolean isNothing() {
        return false;
    }
}
