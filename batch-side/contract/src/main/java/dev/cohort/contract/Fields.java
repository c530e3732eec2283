package dev.cohort.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one object by type; every error names the path, such as "job.limits: `cpus` is not a number".
 * A field that is null counts as missing, and a field that nobody asks for is ignored.
 */
public final class Fields {
    /** The version of the formats that this Cohort reads and writes. */
    public static final int CONTRACT = 1;

    private final JsonObject object;
    private final String where;

    Fields(JsonObject object, String where) {
        this.object = object;
        this.where = where;
    }

    /** Refuses an object that was written to another version of the formats. */
    public Fields checkContract() {
        long contract = whole("contract");
        if (contract > CONTRACT) {
            throw fault("written by a newer Cohort (contract " + contract + "); update this one");
        }
        if (contract != CONTRACT) {
            throw fault("contract " + contract + " never was; this is not Cohort's");
        }
        return this;
    }

    public String where() {
        return where;
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    public Json json(String name) {
        Json value = find(name);
        if (value == null) {
            throw fault(name, "is missing");
        }
        return value;
    }

    public String text(String name) {
        return textOf(json(name), name);
    }

    public @Nullable String textOrNull(String name) {
        Json value = find(name);
        return value == null ? null : textOf(value, name);
    }

    public double number(String name) {
        return numberOf(json(name), name).asDouble();
    }

    public long whole(String name) {
        return wholeOf(json(name), name);
    }

    public @Nullable Long wholeOrNull(String name) {
        Json value = find(name);
        return value == null ? null : wholeOf(value, name);
    }

    public int integer(String name) {
        return integerOf(whole(name), name);
    }

    public @Nullable Integer integerOrNull(String name) {
        Long value = wholeOrNull(name);
        return value == null ? null : integerOf(value, name);
    }

    public boolean flag(String name) {
        if (json(name) instanceof JsonFlag flag) {
            return flag.value();
        }
        throw fault(name, "is not true or false");
    }

    /** The constant whose name, in lower case, is the field's text. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        String word = text(name);
        return Words.find(type, word)
                .orElseThrow(() -> fault(name, "is `" + word + "`, not one of " + Words.all(type)));
    }

    public Fields object(String name) {
        return objectOf(json(name), name);
    }

    public @Nullable Fields objectOrNull(String name) {
        Json value = find(name);
        return value == null ? null : objectOf(value, name);
    }

    /** The items of an array; {@code item} gets each with its path. */
    public <T> List<T> list(String name, BiFunction<Json, String, T> item) {
        List<T> items = new ArrayList<>();
        for (Json json : items(name)) {
            items.add(item.apply(json, path(name) + "[" + items.size() + "]"));
        }
        return items;
    }

    public List<String> texts(String name) {
        return list(name, Fields::textAt);
    }

    /** The entries of an object, in their order; {@code value} gets each with its path. */
    public <T> Map<String, T> map(String name, BiFunction<Json, String, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        Fields inner = object(name);
        inner.object.fields().forEach((key, json) -> map.put(key, value.apply(json, inner.path(key))));
        return map;
    }

    /** Makes a record of what was read; what the record refuses is told with the path. */
    public <T> T make(Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException refused) {
            throw fault(String.valueOf(refused.getMessage()));
        }
    }

    /** A fault of the object as a whole. */
    public JsonFault fault(String sentence) {
        return new JsonFault(where, sentence);
    }

    /** A fault of one field. */
    public JsonFault fault(String name, String sentence) {
        return fault("`" + name + "` " + sentence);
    }

    /** A text that stands at a path. */
    public static String textAt(Json json, String where) {
        if (json instanceof JsonText text) {
            return text.text();
        }
        throw new JsonFault(where, "is not a text");
    }

    private @Nullable Json find(String name) {
        Json value = object.fields().get(name);
        return value == JsonNull.NULL ? null : value;
    }

    private String path(String name) {
        return where + "." + name;
    }

    private List<Json> items(String name) {
        if (json(name) instanceof JsonArray array) {
            return array.items();
        }
        throw fault(name, "is not an array");
    }

    private Fields objectOf(Json value, String name) {
        if (value instanceof JsonObject inner) {
            return new Fields(inner, path(name));
        }
        throw fault(name, "is not an object");
    }

    private String textOf(Json value, String name) {
        if (value instanceof JsonText text) {
            return text.text();
        }
        throw fault(name, "is not a text");
    }

    private JsonNumber numberOf(Json value, String name) {
        if (value instanceof JsonNumber number) {
            return number;
        }
        throw fault(name, "is not a number");
    }

    private long wholeOf(Json value, String name) {
        return numberOf(value, name).asLong().orElseThrow(() -> fault(name, "is not a whole number of 64 bits"));
    }

    private int integerOf(long value, String name) {
        if (value != (int) value) {
            throw fault(name, "is not a whole number of 32 bits");
        }
        return (int) value;
    }
}
