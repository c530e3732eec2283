package dev.cohort.contract;

import java.util.Collection;
import java.util.List;

/** An immutable JSON value: what every format of the contract is written as and read from. */
public sealed interface Json permits JsonObject, JsonArray, JsonText, JsonNumber, JsonFlag, JsonNull {
    /** How deep values may lie in one another. */
    int MAX_DEPTH = 64;

    /** How long a text may be, in characters. */
    int MAX_CHARS = 64 * 1024 * 1024;

    /** Reads one value that fills the whole text, or throws a {@link JsonFault} that says where it is none. */
    static Json parse(String text) {
        return JsonParsing.parse(text);
    }

    static JsonObject.Builder object() {
        return new JsonObject.Builder();
    }

    static JsonArray array(Json... items) {
        return new JsonArray(List.of(items));
    }

    static JsonArray array(Collection<? extends Json> items) {
        return new JsonArray(List.copyOf(items));
    }

    static JsonArray texts(Collection<String> items) {
        return new JsonArray(items.stream().map(Json::text).toList());
    }

    static Json text(String text) {
        return new JsonText(text);
    }

    static Json number(long number) {
        return JsonNumber.of(number);
    }

    static Json number(double number) {
        return JsonNumber.of(number);
    }

    static Json flag(boolean value) {
        return new JsonFlag(value);
    }

    static Json nothing() {
        return JsonNull.NULL;
    }

    /** Typed reading of an object; {@code where} begins the path that errors name. */
    default Fields fields(String where) {
        if (this instanceof JsonObject object) {
            return new Fields(object, where);
        }
        throw new JsonFault(where, "is not an object");
    }

    /** On one line, without spaces. */
    default String compact() {
        return JsonWriting.compact(this);
    }

    /** Over several lines, indented by two spaces, without a line end after the last. */
    default String pretty() {
        return JsonWriting.pretty(this);
    }
}
