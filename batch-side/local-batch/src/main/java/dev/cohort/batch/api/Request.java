package dev.cohort.batch.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The members of a JSON object in a request, by the types that the API gives them; a wrong one is the caller's mistake. */
final class Request {
    private final JsonNode json;
    private final String where;

    Request(JsonNode json) {
        this(json, "");
    }

    private Request(JsonNode json, String where) {
        if (!json.isObject()) {
            throw ApiFault.client((where.isEmpty() ? "The request" : where) + " must be an object.");
        }
        this.json = json;
        this.where = where;
    }

    private Optional<JsonNode> member(String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private String path(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    boolean has(String name) {
        return member(name).isPresent();
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null || text.isEmpty()) {
            throw ApiFault.client(path(name) + " must not be empty.");
        }
        return text;
    }

    @Nullable String textOrNull(String name) {
        return member(name).map(value -> text(value, path(name))).orElse(null);
    }

    String text(String name, String otherwise) {
        String text = textOrNull(name);
        return text == null ? otherwise : text;
    }

    private static String text(JsonNode value, String path) {
        if (!value.isString()) {
            throw ApiFault.client(path + " must be a string.");
        }
        return value.stringValue();
    }

    int integer(String name, int otherwise) {
        return (int) whole(name, otherwise);
    }

    long whole(String name, long otherwise) {
        return member(name).map(value -> whole(value, path(name))).orElse(otherwise);
    }

    private static long whole(JsonNode value, String path) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw ApiFault.client(path + " must be a whole number.");
        }
        return value.longValue();
    }

    /** What is not there is false. */
    boolean flag(String name) {
        return member(name).map(value -> flag(value, path(name))).orElse(false);
    }

    private static boolean flag(JsonNode value, String path) {
        if (!value.isBoolean()) {
            throw ApiFault.client(path + " must be true or false.");
        }
        return value.booleanValue();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        elements(name).forEach(value -> texts.add(text(value, path(name))));
        return texts;
    }

    /** The objects of a list. */
    List<Request> objects(String name) {
        List<Request> objects = new ArrayList<>();
        for (JsonNode value : elements(name)) {
            objects.add(new Request(value, path(name) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    private Iterable<JsonNode> elements(String name) {
        Optional<JsonNode> list = member(name);
        if (list.isPresent() && !list.get().isArray()) {
            throw ApiFault.client(path(name) + " must be a list.");
        }
        return list.map(JsonNode::values).orElse(List.of());
    }

    /** What is not there is an object without members. */
    Request object(String name) {
        return new Request(member(name).orElse(JsonNodeFactory.instance.objectNode()), path(name));
    }

    /** An object whose members are all texts, such as tags. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        Request object = object(name);
        object.json
                .properties()
                .forEach(entry -> map.put(entry.getKey(), text(entry.getValue(), object.path(entry.getKey()))));
        return map;
    }

    /** A copy, to be answered later as it was given. */
    ObjectNode copy() {
        return (ObjectNode) json.deepCopy();
    }

    /** {@code name} and {@code value} pairs, as the environment is given. */
    Map<String, String> pairs(String name, String value) {
        Map<String, String> pairs = new LinkedHashMap<>();
        objects(name).forEach(pair -> pairs.put(pair.text("name"), pair.text(value, "")));
        return pairs;
    }
}
