package dev.cohort.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Immutable copies that keep their order, which {@link Map#copyOf} and {@link Set#copyOf} shuffle from run to run. */
final class Copies {
    private Copies() {}

    static <V> Map<String, V> ordered(Map<String, V> map) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.forEach((key, value) -> {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, key);
        });
        return Collections.unmodifiableMap(copy);
    }

    static Set<String> ordered(Set<String> set) {
        Set<String> copy = new LinkedHashSet<>(set);
        copy.forEach(Objects::requireNonNull);
        return Collections.unmodifiableSet(copy);
    }
}
