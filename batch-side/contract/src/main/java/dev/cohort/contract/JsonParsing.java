package dev.cohort.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Turns a text into a {@link Json} tree, on a streaming parser; strict, and bounded in depth and size. */
final class JsonParsing {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH + 1)
                    .maxStringLength(Json.MAX_CHARS)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonParsing(JsonParser parser) {
        this.parser = parser;
    }

    static Json parse(String text) {
        if (text.isBlank()) {
            throw new JsonFault("line 1, column 1", "there is no JSON, the text is empty");
        }
        if (text.length() > Json.MAX_CHARS) {
            throw new JsonFault("line 1, column 1", "longer than " + Json.MAX_CHARS + " characters");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new JsonParsing(parser).whole();
        }
    }

    private Json whole() {
        try {
            return onlyValue();
        } catch (JacksonException fault) {
            throw new JsonFault(place(location(fault)), "not JSON: " + fault.getOriginalMessage());
        }
    }

    private Json onlyValue() {
        Json value = value(parser.nextToken(), 0);
        if (parser.nextToken() != null) {
            throw fault("something follows the end of the JSON");
        }
        return value;
    }

    private Json value(JsonToken token, int depth) {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> new JsonText(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> new JsonFlag(true);
            case VALUE_FALSE -> new JsonFlag(false);
            case VALUE_NULL -> JsonNull.NULL;
            default -> throw fault("unexpected " + token);
        };
    }

    private int deeper(int depth) {
        if (depth == Json.MAX_DEPTH) {
            throw fault("nested deeper than " + Json.MAX_DEPTH);
        }
        return depth + 1;
    }

    private Json object(int depth) {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            fields.put(name, value(parser.nextToken(), depth));
        }
        return new JsonObject(fields);
    }

    private Json array(int depth) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth));
        }
        return new JsonArray(items);
    }

    private Json number(String text) {
        try {
            return new JsonNumber(text);
        } catch (NumberFormatException outOfBounds) {
            throw fault("a number is out of bounds");
        }
    }

    private JsonFault fault(String sentence) {
        return new JsonFault(place(parser.currentTokenLocation()), sentence);
    }

    /** A breach of the parser's own bounds, unlike a fault of grammar, does not say where. */
    private TokenStreamLocation location(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        return location == null ? parser.currentLocation() : location;
    }

    private static String place(TokenStreamLocation at) {
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
