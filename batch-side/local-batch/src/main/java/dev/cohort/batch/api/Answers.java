package dev.cohort.batch.api;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the JSON of answers. */
final class Answers {
    private Answers() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode list(Collection<T> elements, Function<T, ObjectNode> json) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> list.add(json.apply(element)));
        return list;
    }

    static ObjectNode map(Map<String, String> texts) {
        ObjectNode map = object();
        texts.forEach(map::put);
        return map;
    }

    /** {@code name} and {@code value} pairs. */
    static ArrayNode pairs(Map<String, String> texts) {
        return list(texts.entrySet(), e -> object().put("name", e.getKey()).put("value", e.getValue()));
    }

    static ArrayNode texts(Collection<String> texts) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        texts.forEach(list::add);
        return list;
    }

    /** What is not known is left out, as AWS does. */
    static void putIfKnown(ObjectNode object, String name, @Nullable String text) {
        if (text != null) {
            object.put(name, text);
        }
    }
}
