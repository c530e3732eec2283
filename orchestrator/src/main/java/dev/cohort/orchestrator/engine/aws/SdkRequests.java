package dev.cohort.orchestrator.engine.aws;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonArray;
import dev.cohort.contract.JsonFlag;
import dev.cohort.contract.JsonNumber;
import dev.cohort.contract.JsonObject;
import dev.cohort.contract.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills a request of AWS's client from JSON in the fields of the API, by what the client says of its own fields: so what is
 * submitted is what a plan shows, and there is no second place that spells it.
 */
final class SdkRequests {
    private SdkRequests() {}

    /** The same builder. A member that the client does not know is a fault of ours. */
    static <B extends SdkPojo> B fill(B builder, Json json) {
        JsonObject object = (JsonObject) json;
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        object.fields().forEach((name, value) -> {
            SdkField<?> field = fields.get(name);
            if (field == null) {
                throw new IllegalArgumentException("AWS's client knows no `" + name + "` in a "
                        + builder.getClass().getSimpleName());
            }
            field.set(builder, value(field, value));
        });
        return builder;
    }

    private static Object value(SdkField<?> field, Json json) {
        return switch (field.marshallingType().getTargetClass().getSimpleName()) {
            case "SdkPojo" -> pojo(field, json);
            case "List" -> list(field, (JsonArray) json);
            case "Map" -> map(field, (JsonObject) json);
            case "Boolean" -> ((JsonFlag) json).value();
            case "Integer" -> Math.toIntExact(whole(json));
            case "Long" -> whole(json);
            default -> ((JsonText) json).text();
        };
    }

    private static long whole(Json json) {
        return ((JsonNumber) json).asLong().orElseThrow(() -> new IllegalArgumentException(json + " is not whole"));
    }

    private static Object pojo(SdkField<?> field, Json json) {
        SdkPojo builder = Objects.requireNonNull(field.constructor()).get();
        return ((Buildable) fill(builder, json)).build();
    }

    private static List<Object> list(SdkField<?> field, JsonArray json) {
        SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        json.items().forEach(item -> list.add(value(member, item)));
        return list;
    }

    private static Map<String, Object> map(SdkField<?> field, JsonObject json) {
        SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        json.fields().forEach((name, value) -> map.put(name, value(member, value)));
        return map;
    }
}
