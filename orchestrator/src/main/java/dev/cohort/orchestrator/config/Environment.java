package dev.cohort.orchestrator.config;

import dev.cohort.contract.Fields;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a store says of the account that it lies in, to all who use it.
 *
 * @param queues the job queues that there are for runs of this store
 */
public record Environment(Map<Setting, String> values, List<String> queues, Map<String, String> tags) {
    public static final Environment EMPTY = new Environment(Map.of(), List.of(), Map.of());

    public Environment {
        EnumMap<Setting, String> sorted = new EnumMap<>(Setting.class);
        sorted.putAll(values);
        values = Collections.unmodifiableMap(sorted);
        queues = List.copyOf(queues);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        values.keySet().forEach(Environment::requireOfStore);
    }

    private static void requireOfStore(Setting setting) {
        if (!setting.isOfStore()) {
            throw new IllegalArgumentException("a store can't say `" + setting.key() + "`");
        }
    }

    /** The same with another value. */
    Environment with(Setting setting, String value) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(values);
        all.put(setting, value);
        return new Environment(all, queues, tags);
    }

    Environment without(Setting setting) {
        Map<Setting, String> all = new EnumMap<>(Setting.class);
        all.putAll(values);
        all.remove(setting);
        return new Environment(all, queues, tags);
    }

    /** Nothing takes a tag away. */
    Environment tag(String name, String value) {
        Map<String, String> all = new TreeMap<>(tags);
        if (value.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        return new Environment(values, queues, all);
    }

    Environment queues(List<String> names) {
        return new Environment(values, names, tags);
    }

    /** As settings that the store says. */
    public Settings settings(String from) {
        Map<Setting, Found> found = new EnumMap<>(Setting.class);
        values.forEach((setting, value) -> found.put(setting, new Found(value, from)));
        Map<String, Found> foundTags = new LinkedHashMap<>();
        tags.forEach((name, value) -> foundTags.put(name, new Found(value, from)));
        return new Settings(found, foundTags);
    }

    public Json toJson() {
        JsonObject.Builder json = Json.object().put("contract", Fields.CONTRACT);
        values.forEach((setting, value) -> json.put(setting.field(), setting.toJson(value)));
        return json.put("queues", Json.texts(queues))
                .putAll("tags", tags, Json::text)
                .build();
    }

    public static Environment fromJson(Json json) {
        Fields fields = json.fields("environment").checkContract();
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        Stream.of(Setting.values())
                .filter(Setting::isOfStore)
                .filter(setting -> fields.has(setting.field()))
                .forEach(setting -> values.put(setting, checked(fields, setting, setting.fromJson(fields))));
        return new Environment(
                values,
                fields.has("queues") ? fields.texts("queues") : List.of(),
                fields.has("tags") ? fields.map("tags", Fields::textAt) : Map.of());
    }

    private static String checked(Fields fields, Setting setting, String value) {
        setting.fault(value).ifPresent(why -> {
            throw fields.fault(setting.field(), why);
        });
        return value;
    }
}
