package dev.cohort.orchestrator.spec;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.List;

/**
 * The language as a JSON Schema, for editors, made from the description that the reader holds files against.
 *
 * <p>It takes whatever the reader takes. It can't refuse all that the reader refuses: no schema looks a name up, adds durations
 * or tells one body from two places. Everything stands where it is used, for editors show no description beside a reference.
 */
public final class LanguageSchema {
    /** Newer drafts are read by some editors only. */
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    /** Not all editors read classes of letters beyond ASCII; to some they are the letter p. */
    private static final String UNICODE = "\\p{";

    private LanguageSchema() {}

    public static JsonObject json() {
        JsonObject.Builder schema = Json.object()
                .put("$schema", DRAFT)
                .put("title", "Cohort pipeline")
                .put("description", "Steps over many samples, on one machine or on AWS Batch");
        of(Language.PIPELINE).fields().forEach(schema::put);
        return schema.build();
    }

    static JsonObject of(Shape shape) {
        return describe(shape).build();
    }

    private static JsonObject.Builder describe(Shape shape) {
        if (shape instanceof Shape.Either either) {
            return Json.object()
                    .put(
                            "anyOf",
                            Json.array(either.options().stream()
                                    .map(LanguageSchema::of)
                                    .toList()));
        }
        if (shape instanceof Shape.Scalar scalar) {
            return scalar(scalar);
        }
        if (shape instanceof Shape.Sequence sequence) {
            return sequence(sequence);
        }
        return shape instanceof Shape.Named named ? named(named) : block((Shape.Keyed) shape);
    }

    /** A text that looks like a number reaches an editor as a number, and one in quotes as a text: both are fine. */
    private static JsonObject.Builder scalar(Shape.Scalar shape) {
        return switch (shape.kind()) {
            case PROSE, TEXT, VALUE, TEMPLATE -> written(shape, "string", "number", "boolean");
            case WHOLE -> bounded(shape, "integer");
            case NUMBER -> bounded(shape, "number");
            case SHARE -> written(shape, "integer", "string").put("minimum", 1);
            case FLAG -> written(shape, "boolean", "string");
            case DURATION, SIZE -> written(shape, "string");
            case CHOICE -> Json.object().put("enum", Json.texts(shape.choices()));
        };
    }

    private static JsonObject.Builder written(Shape.Scalar shape, String... types) {
        JsonObject.Builder schema = types(types);
        shape.kind().pattern().ifPresent(pattern -> schema.put("pattern", "^(?:" + pattern + ")$"));
        return schema;
    }

    private static JsonObject.Builder bounded(Shape.Scalar shape, String type) {
        JsonObject.Builder schema = written(shape, type, "string");
        return Double.isInfinite(shape.least())
                ? schema
                : schema.put("minimum", shape.least()).put("maximum", shape.most());
    }

    private static JsonObject.Builder sequence(Shape.Sequence shape) {
        return types("array").put("items", of(shape.item())).put("minItems", shape.fewest());
    }

    private static JsonObject.Builder named(Shape.Named shape) {
        JsonObject.Builder schema = types("object", "null");
        String names = shape.names().pattern().pattern();
        if (!names.contains(UNICODE)) {
            schema.put(
                    "propertyNames",
                    Json.object().put("pattern", "^" + names + "$").build());
        }
        return schema.put("additionalProperties", of(shape.value()));
    }

    /** Nothing at all is a block without keys. */
    private static JsonObject.Builder block(Shape.Keyed shape) {
        List<String> needed = shape.fields().stream()
                .filter(Shape.Field::mustBeThere)
                .map(Shape.Field::name)
                .toList();
        JsonObject.Builder properties = Json.object();
        shape.fields().forEach(field -> properties.put(field.name(), property(field)));
        JsonObject.Builder schema =
                needed.isEmpty() ? types("object", "null") : types("object").put("required", Json.texts(needed));
        return schema.put("properties", properties.build()).put("additionalProperties", false);
    }

    private static JsonObject property(Shape.Field field) {
        JsonObject.Builder property = Json.object().put("description", field.doc());
        of(field.shape()).fields().forEach(property::put);
        return property.build();
    }

    private static JsonObject.Builder types(String... types) {
        return Json.object().put("type", types.length == 1 ? Json.text(types[0]) : Json.texts(List.of(types)));
    }
}
