package dev.cohort.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A JSON object; it keeps the order of its fields, but two objects are equal in whatever order. */
public record JsonObject(Map<String, Json> fields) implements Json {
    public JsonObject {
        fields = Copies.ordered(fields);
    }

    public Optional<Json> get(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public String toString() {
        return compact();
    }

    /** Collects the fields of an object in the order in which they shall be written. */
    public static final class Builder {
        private final Map<String, Json> fields = new LinkedHashMap<>();

        Builder() {}

        public Builder put(String name, Json value) {
            Objects.requireNonNull(value, name);
            if (fields.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("`" + name + "` is put twice");
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, Json.text(value));
        }

        public Builder put(String name, long value) {
            return put(name, Json.number(value));
        }

        public Builder put(String name, double value) {
            return put(name, Json.number(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, Json.flag(value));
        }

        public Builder putIfPresent(String name, @Nullable Json value) {
            return value == null ? this : put(name, value);
        }

        public Builder putIfPresent(String name, @Nullable String value) {
            return value == null ? this : put(name, value);
        }

        public Builder putIfPresent(String name, @Nullable Long value) {
            return value == null ? this : put(name, value.longValue());
        }

        public Builder putIfPresent(String name, @Nullable Integer value) {
            return value == null ? this : put(name, value.longValue());
        }

        public Builder putIfPresent(String name, @Nullable Double value) {
            return value == null ? this : put(name, value.doubleValue());
        }

        /** Puts an object with the same keys, in their order. */
        public <T> Builder putAll(String name, Map<String, T> values, Function<T, ? extends Json> codec) {
            Builder inner = new Builder();
            values.forEach((key, value) -> inner.put(key, codec.apply(value)));
            return put(name, inner.build());
        }

        public JsonObject build() {
            return new JsonObject(Collections.unmodifiableMap(fields));
        }
    }
}
