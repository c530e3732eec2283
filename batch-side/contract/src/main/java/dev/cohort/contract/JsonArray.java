package dev.cohort.contract;

import java.util.List;

/** A JSON array. */
public record JsonArray(List<Json> items) implements Json {
    public JsonArray {
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return compact();
    }
}
