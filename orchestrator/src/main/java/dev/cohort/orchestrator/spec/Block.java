package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Typed access to a map that is known to fit its shape. */
record Block(YamlMap map) {
    static final Block NOTHING = new Block(new YamlMap(List.of(), new Place(new Source("", ""), 0, 0)));

    static Block of(YamlNode node) {
        return node instanceof YamlMap ? new Block((YamlMap) node) : NOTHING;
    }

    Optional<YamlNode> node(String key) {
        return map.get(key);
    }

    Optional<YamlText> text(String key) {
        return node(key).map(YamlText.class::cast);
    }

    Optional<String> string(String key) {
        return text(key).map(YamlText::value);
    }

    Optional<Boolean> flag(String key) {
        return string(key).map(Boolean::parseBoolean);
    }

    Block block(String key) {
        return node(key).map(Block::of).orElse(NOTHING);
    }

    /** The texts of a list; empty where there is none. */
    List<YamlText> texts(String key) {
        return node(key)
                .map(n -> ((YamlList) n)
                        .items().stream().map(YamlText.class::cast).toList())
                .orElse(List.of());
    }

    /** The entries of a map of the user's names. */
    Map<YamlText, YamlNode> named(String key) {
        Map<YamlText, YamlNode> named = new LinkedHashMap<>();
        block(key).map().entries().forEach(e -> named.put(e.key(), e.value()));
        return named;
    }
}
